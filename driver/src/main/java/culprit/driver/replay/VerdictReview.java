package culprit.driver.replay;

import culprit.driver.procedure.Judge;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.TestResult;
import culprit.driver.replay.Divergence.Kind;
import culprit.driver.replay.RecordedTest.Phase;
import culprit.report.Conclusion;
import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges the evidence of every test of a log anew and compares with what the log shows of the verdict, whether or not the
 * replay as a whole gets as far.
 */
final class VerdictReview {
    private static final Set<Verdict> NOT_GOOD = EnumSet.of(Verdict.BAD, Verdict.SKIP);

    private final RecordedLog log;
    private final List<Divergence> differences = new ArrayList<>();
    private int compared;

    private VerdictReview(RecordedLog log) {
        this.log = log;
    }

    static VerdictReview of(RecordedLog log, Rules rules) {
        VerdictReview review = new VerdictReview(log);
        Judge judge = new Judge(rules);
        for (int i = 0; i < log.tests().size(); i++) {
            RecordedTest test = log.tests().get(i);
            if (test.phase() == Phase.PARENT || !test.isAnswered()) {
                continue;
            }
            Verdict ours = judge(judge, test);
            switch (test.phase()) {
                case STEP -> review.compare(test, ours, review.marked(test));
                case ORIGINAL, RANGE -> review.compare(test, ours, review.shown(i));
                case PRESENCE, PARENT -> {}
            }
        }
        return review;
    }

    private static Verdict judge(Judge judge, RecordedTest test) {
        TestResult result = test.result(judge.runsWanted());
        return switch (test.phase()) {
            case ORIGINAL -> judge.judgeOriginal(result).verdict();
            case STEP -> judge.judgeStep(result).verdict();
            case RANGE, PRESENCE, PARENT -> judge.judge(result).verdict();
        };
    }

    private void compare(RecordedTest test, Verdict ours, Set<Verdict> recorded) {
        if (recorded.isEmpty()) {
            return;
        }
        compared++;
        if (!recorded.contains(ours)) {
            String words = recorded.stream().map(Verdict::word).collect(Collectors.joining(" or "));
            differences.add(new Divergence(test.end(), Kind.VERDICT, words, ours.word()));
        }
    }

    /** What git was told about a step; in search of a fix the opposite of what was seen. */
    private Set<Verdict> marked(RecordedTest step) {
        return log.markOf(step.commit())
                .map(Event.CommitMarked::verdict)
                .map(mark -> EnumSet.of(log.direction() == Direction.FIX ? mark.opposite() : mark))
                .orElse(EnumSet.noneOf(Verdict.class));
    }

    /** What can be told of the verdict from what was done next; nothing if that is nothing. */
    private Set<Verdict> shown(int test) {
        boolean isFollowed = test + 1 < log.tests().size() || log.search().isPresent();
        if (log.tests().get(test).phase() == Phase.ORIGINAL) {
            return original(isFollowed);
        }
        String commit = log.tests().get(test).commit();
        if (log.search().isEmpty()) {
            boolean isOlder = log.conclusion()
                    .filter(found -> found.kind() == Conclusion.Kind.OLDEST_RELEASE_BAD)
                    .isPresent();
            return isFollowed || isOlder ? NOT_GOOD : Set.of();
        }
        Event.SearchStarted search = log.search().orElseThrow();
        if (log.direction() == Direction.FIX) {
            return commit.equals(search.bad()) ? EnumSet.of(Verdict.GOOD) : EnumSet.of(Verdict.BAD);
        }
        if (search.goods().contains(commit)) {
            return EnumSet.of(Verdict.GOOD);
        }
        if (commit.equals(search.bad())) {
            return EnumSet.of(Verdict.BAD);
        }
        return isAfterLastBad(test, search.bad()) ? EnumSet.of(Verdict.SKIP) : NOT_GOOD;
    }

    private Set<Verdict> original(boolean isFollowed) {
        boolean unseen = log.conclusion()
                .filter(found -> found.kind() == Conclusion.Kind.NOT_REPRODUCED)
                .isPresent();
        if (unseen) {
            return EnumSet.of(Verdict.GOOD, Verdict.SKIP);
        }
        return isFollowed ? EnumSet.of(Verdict.BAD) : Set.of();
    }

    private boolean isAfterLastBad(int test, String bad) {
        return log.tests().subList(0, test).stream()
                .anyMatch(earlier -> earlier.commit().equals(bad));
    }

    /** How many verdicts the log shows. */
    int compared() {
        return compared;
    }

    /** Those that the rules judge otherwise. */
    List<Divergence> differences() {
        return List.copyOf(differences);
    }
}
