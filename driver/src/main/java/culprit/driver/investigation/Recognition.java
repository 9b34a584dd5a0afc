package culprit.driver.investigation;

import culprit.driver.identity.Alias;
import culprit.driver.identity.Target;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashSignature;
import culprit.report.crash.LineExpression;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells runs that show the bug from others. What it learns holds for earlier runs too. One investigation's. */
final class Recognition {
    private static final int ENOUGH = 2;

    /** If this many times as many runs end in other crashes as with an answer, looking on would cost too much. */
    private static final int TOO_MANY = 4;

    /** Fewer other crashes than this may come one after the other by chance. */
    private static final int MOST_BY_CHANCE = 8;

    /** A kernel that fails so often before the reproducer runs is not tried again. */
    private static final int HOPELESS = 3;

    private static final CrashParser PARSER = new CrashParser();

    private final Optional<LineExpression> title;
    private final IdentityHashMap<Run, CrashSignature> signatures = new IdentityHashMap<>();
    private Target target = Target.of(List.of());
    private boolean knowsTarget;

    /** With the title that the user wants, if there is one, every other crash is another one. */
    Recognition(Optional<LineExpression> title) {
        this.title = title;
    }

    /** Whether runs of the bad commit show one crash twice: what shows once may be another bug. */
    boolean isEnoughToKnow(List<Run> atBad) {
        Map<String, Long> titles = signaturesOf(atBad).stream()
                .filter(this::isWanted)
                .collect(Collectors.groupingBy(CrashSignature::title, Collectors.counting()));
        return titles.values().stream().anyMatch(count -> count >= ENOUGH);
    }

    private boolean isWanted(CrashSignature crash) {
        return title.isEmpty() || crash.isFoundBy(title.get());
    }

    boolean knowsTarget() {
        return knowsTarget;
    }

    /** What these runs of the bad commit show is the bug. */
    void lookFor(List<Run> atBad) {
        knowsTarget = true;
        List<CrashSignature> shown = signaturesOf(atBad);
        target = title.isPresent() ? Target.of(shown, this::isWanted) : Target.of(shown);
    }

    RunKind kindOf(Run run) {
        return switch (run.outcome()) {
            case OK -> RunKind.CLEAN;
            case CRASHED -> target.kindOf(signatureOf(run)) == Target.Kind.TARGET ? RunKind.TARGET : RunKind.OTHER;
            case IGNORED -> RunKind.OTHER;
            case BOOT_FAILED -> RunKind.BOOT_FAILED;
            case TEST_FAILED, FAILED -> RunKind.TEST_FAILED;
            case INFRA -> RunKind.INFRASTRUCTURE;
        };
    }

    int count(RunKind kind, List<Run> runs) {
        return (int) runs.stream().filter(run -> kindOf(run) == kind).count();
    }

    /** Whether other crashes leave so few answers that nobody can say whether the bug is there. */
    boolean isHidden(List<Run> runs) {
        int others = count(RunKind.OTHER, runs);
        return others >= MOST_BY_CHANCE && others > TOO_MANY * answers(runs);
    }

    /** Whether the kernel does not get as far as the reproducer. */
    boolean isHopeless(List<Run> runs) {
        int failed = count(RunKind.BOOT_FAILED, runs) + count(RunKind.TEST_FAILED, runs);
        return failed >= HOPELESS && failed > TOO_MANY * answers(runs);
    }

    private int answers(List<Run> runs) {
        return count(RunKind.CLEAN, runs) + count(RunKind.TARGET, runs);
    }

    /** The titles of the bug that these runs of a commit show and that were not known. */
    List<Alias> learn(String commit, List<Run> runs) {
        return target.learn(commit, signaturesOf(runs));
    }

    /** The crashes of the bad commit that are the bug. */
    List<CrashSignature> models() {
        return target.models();
    }

    private List<CrashSignature> signaturesOf(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.outcome() == Outcome.CRASHED)
                .map(this::signatureOf)
                .toList();
    }

    private CrashSignature signatureOf(Run run) {
        return signatures.computeIfAbsent(run, Recognition::parsed);
    }

    /** A report says more than a title, if it is the one that the title was taken from. */
    private static CrashSignature parsed(Run run) {
        return PARSER.parse(run.report().toArray())
                .map(CrashSignature::of)
                .filter(signature -> signature.isCalled(run.title()))
                .orElseGet(() -> CrashSignature.ofTitle(run.title()));
    }
}
