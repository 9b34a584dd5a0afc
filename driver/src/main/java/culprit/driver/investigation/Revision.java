package culprit.driver.investigation;

import culprit.driver.belief.Observed;
import culprit.driver.procedure.Build;
import culprit.git.Commit;
import culprit.report.CrashReport;
import culprit.report.Outcome;
import culprit.report.Run;
import culprit.report.crash.GuiltyFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of one commit's kernel.
 *
 * @param runs of all tests, in the order of their numbers
 */
record Revision(Commit commit, Build build, List<Run> runs, Recognition recognition) {
    Revision {
        runs = List.copyOf(runs);
    }

    /** The runs that are not to be made again: all but those that this machine spoiled. */
    List<Run> answered() {
        return runs.stream().filter(run -> run.outcome() != Outcome.INFRA).toList();
    }

    private int count(RunKind kind) {
        return recognition.count(kind, runs);
    }

    /** The runs that say something of the bug. */
    Observed observed() {
        return new Observed(count(RunKind.CLEAN), count(RunKind.TARGET));
    }

    Standing standing() {
        Observed observed = observed();
        if (observed.crashed() > 0) {
            return Standing.BAD;
        }
        if (recognition.isHidden(runs)) {
            return Standing.MASKED;
        }
        return observed.clean() > 0 ? Standing.GOOD : Standing.UNTESTABLE;
    }

    /** The crash that stands for the bug: one with lines of source, which later tests lack, or else the first. */
    Optional<CrashReport> crash() {
        List<CrashReport> crashes = runs.stream()
                .filter(run -> recognition.kindOf(run) == RunKind.TARGET)
                .map(run -> new CrashReport(run.title(), run.report()))
                .toList();
        return crashes.stream()
                .filter(crash -> guiltyFile(crash).isPresent())
                .findFirst()
                .or(() -> crashes.stream().findFirst());
    }

    /** The source file to blame for a crash, if its report names lines of source. */
    static Optional<String> guiltyFile(CrashReport crash) {
        return GuiltyFile.of(crash.title(), crash.text().toString());
    }

    /** The name of its kernel's code; empty if it has none. */
    String signature() {
        return build.signature();
    }

    /**
     * What it is and why.
     *
     * @param wrong the chance that a good verdict is wrong, from 0 to 1
     */
    String verdict(double wrong) {
        String words = commit.id() + " is " + standing().word() + ": " + inWords();
        return standing() == Standing.GOOD ? words + String.format(Locale.ROOT, "; wrong with %.4f", wrong) : words;
    }

    /** The system calls that the reproducer made in vain, because the kernel does not have them. */
    private String missing() {
        return runs.stream()
                .flatMap(run -> run.course().stream())
                .flatMap(course -> course.missing().stream())
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    /** How its runs ended, such as {@code 2 of 9 runs show the target, 1 another crash}. */
    String inWords() {
        if (!build.succeeded()) {
            return "its kernel does not build";
        }
        int others = count(RunKind.OTHER);
        int failed = runs.size() - others - observed().runs();
        String missing = missing();
        return Stream.of(
                        observed().crashed() + " of " + runs.size() + " runs show the target",
                        others == 0 ? "" : others + " another crash",
                        failed == 0 ? "" : failed + " came to nothing",
                        missing.isEmpty() ? "" : "the kernel lacks " + missing)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
