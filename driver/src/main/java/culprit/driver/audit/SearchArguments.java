package culprit.driver.audit;

import culprit.driver.identity.Alias;
import culprit.driver.identity.Target;
import culprit.report.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What speaks against the way on which a bisection came to its result, and for it. */
final class SearchArguments {
    /** Chances of a wrong verdict from here on are worth a word. */
    private static final double RISKY = 0.01;

    /** Of many alike only so many are told. */
    private static final int MOST = 5;

    private final AuditedLog log;
    private final Target target;
    private final List<AuditedTest> bads;
    private final List<Argument> arguments = new ArrayList<>();

    private SearchArguments(AuditedLog log, Target target) {
        this.log = log;
        this.target = target;
        this.bads = log.judged(Verdict.BAD);
    }

    static List<Argument> of(AuditedLog log, Target target) {
        SearchArguments search = new SearchArguments(log, target);
        search.drift();
        search.weakest();
        search.releases();
        search.origin();
        search.good();
        search.skips();
        search.aliases();
        return search.arguments;
    }

    private void say(double weight, String text, List<Long> lines) {
        arguments.add(Argument.of(weight, text, lines));
    }

    /** What else than the target decided, and since when. */
    private void drift() {
        List<AuditedTest> masked = log.masked(target);
        if (masked.isEmpty()) {
            return;
        }
        String instead = masked.stream()
                .flatMap(test -> test.otherTitle(target).stream())
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining("\", \"", "; what comes instead is \"", "\""));
        lastSight()
                .ifPresent(last -> say(
                        Argument.DRIFT + 1,
                        "the original title never shows after revision " + last.shortCommit() + instead,
                        last.targetLines(target)));
        for (int i = 0; i < Math.min(MOST, masked.size()); i++) {
            unrelated(masked.get(i), Argument.DRIFT - 0.1 * i);
        }
        if (masked.size() > MOST) {
            List<AuditedTest> rest = masked.subList(MOST, masked.size());
            say(
                    Argument.DRIFT - 1,
                    "unrelated titles decided at " + rest.size() + " further revisions",
                    rest.stream().map(AuditedTest::line).toList());
        }
    }

    private void unrelated(AuditedTest test, double weight) {
        Optional<Long> mark = log.mark(test.commit()).map(AuditedLog.At::line);
        List<Long> lines = new ArrayList<>(test.crashLines());
        lines.add(mark.orElse(test.line()));
        say(
                weight,
                "unrelated title decided line " + mark.orElse(test.line())
                        + (test.isRelease() ? " (release " + test.release() + ")" : "") + ": "
                        + (test.isRare(test.crashes()) ? "only " : "")
                        + test.inWords(test.crashes()) + " crashed, with \""
                        + test.otherTitle(target).orElse("") + "\"",
                lines);
    }

    /** The last test with the target, if revisions that were taken for bad follow it. */
    private Optional<AuditedTest> lastSight() {
        List<AuditedTest> tests = log.tests();
        Optional<AuditedTest> last =
                tests.stream().filter(test -> test.targets(target) > 0).reduce((earlier, later) -> later);
        int lastBad = bads.isEmpty() ? -1 : tests.indexOf(bads.get(bads.size() - 1));
        return last.filter(test -> tests.indexOf(test) < lastBad);
    }

    /** Of the revisions that were taken for bad because of the target, where it shows least; of the culprit elsewhere. */
    private void weakest() {
        bads.stream()
                .filter(test -> test.targets(target) > 0 && !test.isSteady(target))
                .filter(test -> log.culprit().filter(test.commit()::equals).isEmpty())
                .min(Comparator.comparingDouble(test -> test.share(target)))
                .ifPresent(test -> say(
                        Argument.WEAK * (1 - test.share(target)),
                        "only " + test.inWords(test.targets(target)) + " showed the original crash at revision "
                                + test.shortCommit() + ", which was taken for bad",
                        test.targetLines(target)));
    }

    private void releases() {
        List<AuditedTest> walked = bads.stream().filter(AuditedTest::isRelease).toList();
        if (!walked.isEmpty()) {
            String oldest = walked.get(walked.size() - 1).release();
            say(
                    Math.log1p(walked.size()),
                    (walked.size() == 1
                                    ? "release " + oldest + " crashes"
                                    : walked.size() + " releases crash, back to " + oldest)
                            + ": the farther back, the more goes wrong",
                    walked.stream().map(AuditedTest::line).toList());
        }
    }

    private void origin() {
        log.origin()
                .filter(test -> !test.isSteady(target))
                .ifPresent(test -> say(
                        1 - test.share(target),
                        "the crash is rare: " + test.inWords(test.targets(target)) + " where the bisection started",
                        test.targetLines(target)));
    }

    /** How easily as many clean runs as made the last good revision good happen where the bug is. */
    private void good() {
        List<AuditedTest> seen =
                bads.stream().filter(test -> test.targets(target) > 0).toList();
        int crashed = seen.stream().mapToInt(test -> test.targets(target)).sum();
        int told = seen.stream().mapToInt(test -> test.crashes() + test.clean()).sum();
        List<AuditedTest> goods = log.judged(Verdict.GOOD);
        if (told == 0 || goods.isEmpty()) {
            return;
        }
        AuditedTest last = goods.get(goods.size() - 1);
        double risk = Math.pow(1 - crashed / (double) told, last.clean());
        if (risk >= RISKY) {
            say(
                    2 * risk,
                    "revision " + last.shortCommit() + " is good because of " + last.clean()
                            + " clean runs, which a revision with the bug has in " + Math.round(100 * risk)
                            + " of 100 cases, too",
                    last.runLines());
        }
    }

    private void skips() {
        List<Long> skipped = log.skipLines();
        if (!skipped.isEmpty()) {
            say(
                    skipped.size() / (double) log.marks(),
                    skipped.size() + " of the " + log.marks() + " revisions of the search could not be tested",
                    skipped);
        }
    }

    private void aliases() {
        target.aliases().stream().limit(MOST).forEach(this::alias);
    }

    private void alias(Alias alias) {
        List<Long> lines = log.tests().stream()
                .filter(test -> test.commit().equals(alias.commit()))
                .flatMap(test -> test.crashed().stream())
                .filter(crash -> crash.title().equals(alias.signature().title()))
                .flatMap(crash -> crash.lines().stream())
                .toList();
        say(
                Argument.SUPPORT - 1,
                "\"" + alias.signature().title() + "\" was taken for the original crash: it is " + alias.reason(),
                lines);
    }
}
