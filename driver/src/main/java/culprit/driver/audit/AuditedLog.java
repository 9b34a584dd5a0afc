package culprit.driver.audit;

import culprit.driver.identity.Target;
import culprit.report.Conclusion;
import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.LogReader;
import culprit.report.Note;
import culprit.report.Verdict;
import culprit.report.crash.CrashSignature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of a recorded bisection, each with the line that shows it. */
final class AuditedLog {
    /** Beyond so many titles at one revision further ones say nothing more. */
    private static final int TITLES_HEEDED = 20;

    private final List<AuditedTest> tests = new ArrayList<>();
    private final Map<String, At<Verdict>> marks = new HashMap<>();
    private final List<String> goods = new ArrayList<>();
    private String release = "";
    private long lines;
    private Optional<At<Event.BisectionStarted>> start = Optional.empty();
    private Optional<At<Event.CulpritFound>> found = Optional.empty();
    private Optional<At<Event.SignaturesCompared>> signatures = Optional.empty();
    private Optional<At<Event.BisectionFinished>> end = Optional.empty();

    private boolean weighsEvidence;

    /** A fact and the number of its first line. */
    record At<T>(long line, T fact) {}

    private AuditedLog() {}

    /**
     * Reads a log to its end.
     *
     * @throws IOException if the stream fails; never because of what it holds
     */
    static AuditedLog read(InputStream in) throws IOException {
        AuditedLog log = new AuditedLog();
        log.lines = LogReader.read(in, log::take).lines();
        return log;
    }

    private void take(long line, Event event) {
        if (event instanceof Event.BisectionStarted started) {
            start = start.or(() -> Optional.of(new At<>(line, started)));
        } else if (event instanceof Event.ReleaseTesting testing) {
            release = testing.tag();
        } else if (event instanceof Event.TestStarted started) {
            tests.add(new AuditedTest(started.commit(), line, release));
            release = "";
        } else if (event instanceof Event.RunsListed listed && !tests.isEmpty()) {
            tests.get(tests.size() - 1).ran(line, listed);
        } else if (event instanceof Event.SearchStarted search) {
            goods.addAll(search.goods());
        } else if (event instanceof Event.CommitMarked mark) {
            marks.put(mark.commit(), new At<>(line, mark.verdict()));
        } else if (event instanceof Event.CulpritFound culprit) {
            found = Optional.of(new At<>(line, culprit));
        } else if (event instanceof Event.SignaturesCompared compared) {
            signatures = Optional.of(new At<>(line, compared));
        } else if (event instanceof Event.BisectionFinished finished) {
            end = Optional.of(new At<>(line, finished));
        } else if (event instanceof Event.Noted noted) {
            weighsEvidence |= noted.note() == Note.SAID;
        }
    }

    /** Whether it was written by a bisection that does not go by fixed rules. */
    boolean weighsEvidence() {
        return weighsEvidence;
    }

    /** Whether there is anything of a bisection in it. */
    boolean isOne() {
        return start.isPresent() || !tests.isEmpty() || found.isPresent() || end.isPresent();
    }

    /** How many lines it has. */
    long lines() {
        return lines;
    }

    Direction direction() {
        return start.map(at -> at.fact().direction()).orElse(Direction.CAUSE);
    }

    /** All tests whose runs are listed, in order. */
    List<AuditedTest> tests() {
        return tests.stream().filter(AuditedTest::hasRun).toList();
    }

    /** The test of the revision where the bug was found: the first one that crashes. */
    Optional<AuditedTest> origin() {
        return tests().stream().filter(AuditedTest::hasCrashed).findFirst();
    }

    /** The tests whose verdict is this one, the origin's not included; bad is what crashes, also in search of a fix. */
    List<AuditedTest> judged(Verdict verdict) {
        Optional<AuditedTest> origin = origin();
        return tests().stream()
                .filter(test -> origin.filter(test::equals).isEmpty())
                .filter(test -> verdictOn(test) == verdict)
                .toList();
    }

    /** The tests that were taken for bad because of other crashes than the target. */
    List<AuditedTest> masked(Target target) {
        return judged(Verdict.BAD).stream()
                .filter(test -> test.hasCrashed() && test.targets(target) == 0)
                .toList();
    }

    /** What was made of a test: what git was told; else it was taken for bad if it crashed. */
    private Verdict verdictOn(AuditedTest test) {
        Optional<Verdict> told = mark(test.commit()).map(At::fact);
        if (told.isPresent()) {
            return direction() == Direction.FIX ? told.get().opposite() : told.get();
        }
        if (test.hasCrashed() && !(goods.contains(test.commit()) && direction() == Direction.CAUSE)) {
            return Verdict.BAD;
        }
        return test.hasCleanRuns() ? Verdict.GOOD : Verdict.SKIP;
    }

    /** What git was told of a commit. */
    Optional<At<Verdict>> mark(String commit) {
        return Optional.ofNullable(marks.get(commit));
    }

    /** The last test of a commit. */
    Optional<AuditedTest> testOf(String commit) {
        return tests().stream().filter(test -> test.commit().equals(commit)).reduce((earlier, later) -> later);
    }

    /** Where git was told to skip a commit. */
    List<Long> skipLines() {
        return marks.values().stream()
                .filter(mark -> mark.fact() == Verdict.SKIP)
                .map(At::line)
                .sorted()
                .toList();
    }

    /** Of how many commits git was told. */
    int marks() {
        return marks.size();
    }

    Optional<At<Event.CulpritFound>> found() {
        return found;
    }

    Optional<At<Event.SignaturesCompared>> signatures() {
        return signatures;
    }

    Optional<At<Event.BisectionFinished>> end() {
        return end;
    }

    Optional<Conclusion> conclusion() {
        return end.map(at -> at.fact().conclusion());
    }

    /** The commit that the log names; git's word counts if the log breaks off after it. */
    Optional<String> culprit() {
        return conclusion()
                .filter(conclusion -> conclusion.kind() == Conclusion.Kind.CULPRIT)
                .map(Conclusion::commit)
                .or(() -> end.isPresent()
                        ? Optional.empty()
                        : found.map(at -> at.fact().commit()));
    }

    /** The bug, as the origin showed it and the further tests taught it. */
    Target target() {
        List<CrashSignature> atOrigin =
                origin().map(test -> test.signatures(TITLES_HEEDED)).orElse(List.of());
        Target target = Target.of(atOrigin);
        for (AuditedTest test : tests()) {
            target.learn(
                    test.commit(),
                    test.crashed().stream()
                            .limit(TITLES_HEEDED)
                            .map(Outcomes::signature)
                            .toList());
        }
        return target;
    }
}
