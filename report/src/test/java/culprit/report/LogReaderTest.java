package culprit.report;

import static culprit.report.EventTexts.commit;
import static culprit.report.EventTexts.signature;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Recordings.ReadLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static final String A = commit(10);
    private static final String B = commit(11);
    private static final String C = commit(12);
    private static final String TOTALS = "revisions tested: 3, total time: 1h0m2.5s (build: 30m0s, test: 750ms)\n";

    @Test
    void readsALogOf2019() {
        ReadLog log = understood("bisecting cause commit starting from " + A + "\n"
                + "building syzkaller on " + C + "\n"
                + "testing commit " + A + " with gcc (GCC) 8.1.0\n"
                + "all runs: crashed: WARNING in fly\n"
                + "testing release v5.1\n"
                + "testing commit " + B + " with gcc (GCC) 8.1.0\n"
                + "run #0: OK\n"
                + "run #1: basic kernel testing failed: scp: exit status 1\n"
                + "ssh: no route\r\n"
                + "\n"
                + "run #2: OK\n"
                + "# git bisect start " + A + " v5.1\n"
                + C + " is the first bad commit\n"
                + ":040000 040000 " + A + " " + B + " M\tnet\n"
                + TOTALS
                + "the crash already happened on the oldest tested release\n"
                + "crash: WARNING in fly\n"
                + "WARNING: at fly.c:1\n"
                + "\n");

        assertThat(log.events())
                .contains(
                        new Event.RunsListed(A, List.of(Run.recorded(0, Outcome.CRASHED, "WARNING in fly")), true),
                        new Event.RunsListed(
                                B,
                                List.of(
                                        Run.recorded(0, Outcome.OK, ""),
                                        Run.recorded(1, Outcome.TEST_FAILED, "scp: exit status 1\nssh: no route\r\n"),
                                        Run.recorded(2, Outcome.OK, "")),
                                false),
                        new Event.SearchStarted(A, List.of(B), List.of(A, "v5.1")),
                        new Event.BisectionFinished(
                                Conclusion.oldestReleaseBad(
                                        "",
                                        "",
                                        Optional.of(
                                                new CrashReport("WARNING in fly", Bytes.of("WARNING: at fly.c:1\n")))),
                                new Totals(
                                        3,
                                        Duration.ofMillis(3_602_500),
                                        Duration.ofMinutes(30),
                                        Duration.ofMillis(750))));
        assertThat(log.reading().period()).isEqualTo(Period.until(Change.HASHES_AT_START));
    }

    @Test
    void readsALogOfEarly2020() {
        ReadLog log = understood("bisecting cause commit starting from " + A + "\n"
                + "testing commit " + A + " with gcc (GCC) 8.1.0\n"
                + "kernel signature: " + signature(1) + "\n"
                + "run #0: boot failed: can't ssh into the instance\n"
                + "run #1: failed: something else\n"
                + "# git bisect start " + A + " " + B + "\n"
                + "Bisecting: a merge base must be tested\n"
                + "[" + C + "] base\n"
                + "testing commit " + C + " with gcc (GCC) 8.1.0\n"
                + "fly.c:1:2: error: no wings\n"
                + "fly.c:3:4: error: no legs\n"
                + "# git bisect skip " + C + "\n"
                + "There are only 'skip'ped commits left to test.\n"
                + "The first bad commit could be any of:\n" + C + "\n" + A + "\n"
                + "We cannot bisect more!\n"
                + "parent commit " + B + " wasn't tested\n"
                + "culprit signature: " + signature(1) + "\n"
                + "parent  signature: " + signature(2) + "\n"
                + TOTALS
                + "first bad commit: " + A + " fly: add wings\n"
                + "cc: [\"a@x.org\" \"b\\\"c@x.org\"]\n"
                + "crash: lost connection\n\n");

        assertThat(log.events())
                .contains(
                        new Event.MergeBaseTesting(C, "base"),
                        new Event.BuildFailed(
                                C, "fly.c:1:2: error: no wings\nfly.c:3:4: error: no legs", Duration.ZERO, Path.of("")),
                        new Event.CommitMarked(Verdict.SKIP, C),
                        new Event.OnlySkippedLeft(List.of(C, A)),
                        new Event.SignaturesCompared(signature(1), signature(2)));
        Event last = log.events().get(log.events().size() - 1);
        assertThat(last)
                .isEqualTo(new Event.BisectionFinished(
                        Conclusion.culprit(
                                        A,
                                        "fly: add wings",
                                        Optional.of(new CrashReport("lost connection", Bytes.of(""))))
                                .withRecipients(List.of("a@x.org", "b\"c@x.org"), List.of()),
                        new Totals(3, Duration.ofMillis(3_602_500), Duration.ofMinutes(30), Duration.ofMillis(750))));
        assertThat(log.reading().period()).isEqualTo(Period.between(Change.LONG_SIGNATURES, Change.RECIPIENT_ROLES));
    }

    @Test
    void readsALogOf2021() {
        ReadLog log = understood("bisecting cause commit starting from " + A + "\n"
                + "testing commit " + A + "\n"
                + "compiler: gcc (GCC) 10.2.1, GNU ld\n"
                + "kernel signature: " + signature(1) + "\n"
                + "failed: failed to create VM pool: no quota\n"
                + "reproducer seems to be flaky\n"
                + "# git bisect start " + A + " " + B + "\n"
                + "warning: cannot read\n"
                + "Bisecting: 1 revision left to test after this (roughly 1 step)\n"
                + "warning: cannot write\n"
                + "[" + C + "] the title\n\n"
                + "# git bisect good " + C + "\n"
                + A + " is the first bad commit\n"
                + "commit " + A + "\n\n    fly: add wings\n\n fly.c | 1 +\n\n"
                + "Reproducer flagged being flaky\n"
                + TOTALS
                + "first bad commit: " + A + " fly: add wings\n"
                + "recipients (to): [\"a@x.org\"]\n"
                + "recipients (cc): []\n");

        assertThat(log.events())
                .contains(
                        new Event.TestStarted(Instant.EPOCH, A, "", "gcc (GCC) 10.2.1, GNU ld"),
                        new Event.TestFailed(A, "failed to create VM pool: no quota"),
                        Note.SEEMS_FLAKY.of(),
                        new Event.SearchWarned("warning: cannot read\n"),
                        new Event.SearchStepped(1, 1, C, "the title", "warning: cannot write\n"),
                        new Event.CulpritFound(
                                A, Bytes.of("commit " + A + "\n\n    fly: add wings\n\n fly.c | 1 +\n")));
        assertThat(log.reading().period()).isEqualTo(Period.between(Change.COMPILER_LINE, Change.COMPILER_FAMILY));
    }

    @Test
    void readsALogOfToday() {
        ReadLog log = understood("ci starts bisection 2025-03-04 10:11:12.5 +0000 UTC m=+1.000000001\n"
                + "bisecting cause commit starting from " + A + "\n"
                + "ensuring issue is reproducible on original commit " + A + "\n\n"
                + "testing commit " + A + " clang\n"
                + "compiler: Debian clang version 20\n"
                + "kernel signature: " + signature(1) + "\n"
                + "run #0: ignore: lost connection to test machine\n"
                + "run #1: infra problem: no machine\n"
                + "run #2: crashed: WARNING in fly\n"
                + "representative crash: WARNING in fly, types: [WARNING UNKNOWN]\n"
                + "unable to determine the verdict: 1 good runs (wanted 5), for bad wanted 5 in total, got 2\n"
                + "split chunks (needed=true): <12>, <3, final>\n"
                + "picked [v6.5 v6.4] out of 30 release tags\n"
                + "testing release v6.5\n"
                + "testing commit " + B + " clang\n"
                + "failed building " + B + ": fly.c:1:2: error: no wings\n"
                + "false negative chance: 0.014\n"
                + "accumulated error probability: 0.25\n"
                + TOTALS
                + "error: the crash wasn't reproduced on the original commit\n");

        assertThat(log.events())
                .contains(
                        new Event.HostNamed("ci", "2025-03-04 10:11:12.5 +0000 UTC m=+1.000000001"),
                        Note.ENSURING_REPRODUCIBLE.of(A),
                        Note.REPRESENTATIVE.of("WARNING in fly", "WARNING UNKNOWN"),
                        Note.UNDETERMINED.of(1, 5, 5, 2),
                        Note.RELEASES_PICKED.of("v6.5 v6.4", 30),
                        Note.FALSE_NEGATIVE_CHANCE.of(0.014),
                        Note.ERROR_PROBABILITY.of(0.25));
        assertThat(log.reading().era()).isEqualTo(new Era(LocalDate.of(2025, 3, 4)));
    }

    @Test
    void readsASearchForAFix() {
        ReadLog log = understood("bisecting fixing commit since " + A + "\n"
                + "testing current HEAD " + B + "\n"
                + TOTALS
                + "first good commit: " + B + " fly: mend wings\n"
                + "recipients (to): []\nrecipients (cc): [\"c@x.org\"]\n");

        assertThat(log.events())
                .contains(new Event.BisectionStarted(Direction.FIX, Instant.EPOCH, A, ""), Note.TESTING_HEAD.of(B));
        understood(TOTALS + "bisection is inconclusive, the first good commit could be any of:\n" + A + "\n");
        understood(TOTALS + "the crash still happens on HEAD\ncommit msg: tip\ncrash: x\nreport\n\n");
        understood(TOTALS + "crash still not fixed or there were kernel test errors\ncommit msg: tip\n");
    }

    @Test
    void namesLinesThatNoRuleKnows() {
        ReadLog log = Recordings.read("bisecting cause commit starting from " + A + "\n"
                + "hello\n"
                + "building syzkaller on " + B + "\n"
                + "run #0: OK\n"
                + "run #1: unheard-of\n"
                + "Bisecting: 2 revision left to test after this (roughly 1 step)\n"
                + "[" + A + "] one\n");

        assertThat(log.reading().unknownLines()).containsExactly(2L, 5L, 6L, 7L);
        assertThat(log.reading().unknown()).isEqualTo(4);
        assertThat(log.placed()).contains(new Recordings.Placed(2, verbatim(TextKind.UNKNOWN, "hello\n")));
    }

    @Test
    void acceptsNoFormOfOtherDays() {
        ReadLog log = Recordings.read("testing commit " + A + " clang\nall runs: OK\ncc: []\n" + "testing commit " + A
                + " with gcc\n" + TOTALS + "first bad commit: " + A + " a\ncc: []\n");

        assertThat(log.reading().unknownLines()).containsExactly(3L, 4L, 6L, 7L);
    }

    @Test
    void tellsWhereALogBreaksOff() {
        ReadLog log = Recordings.read("building syzkaller on " + A + "\nrun #0: O");

        assertThat(log.events()).endsWith(verbatim(TextKind.CUT_OFF, "run #0: O"));
        assertThat(log.reading().cutOff()).isTrue();
        assertThat(log.reading().unknown()).isZero();
    }

    @Test
    void knowsTheErrorOfALogThatIsAbsent() {
        assertThat(Recordings.read("commit x not reachable in branch 'master'").events())
                .containsExactly(verbatim(TextKind.BARE_ERROR, "commit x not reachable in branch 'master'"));
        assertThat(Recordings.read("a letter\nto you").reading().unknown()).isEqualTo(1);
    }

    @Test
    void readsTheEmptyLog() {
        ReadLog log = Recordings.read("");

        assertThat(log.events()).isEmpty();
        assertThat(log.reading().lines()).isZero();
    }

    @Test
    void keepsHostileBytes() {
        for (String hostile : List.of("\r\n", "\u0000\n", "\u00ff\u00fe\n", "\n\n\n", "\u0080run #0: OK\n", "\r")) {
            String text = "run #0: failed: a" + hostile + "run #1: OK" + hostile + "# git bisect good " + A + hostile
                    + TOTALS + "error: " + hostile;

            assertThat(RawText.of(Recordings.read(text).written())).isEqualTo(text);
        }
    }

    private static Event verbatim(TextKind kind, String text) {
        return new Event.Verbatim(kind, Bytes.of(text));
    }

    /** The log, which must be known in every line and be the same when written again. */
    private static ReadLog understood(String log) {
        ReadLog read = Recordings.read(log);
        assertThat(read.reading().unknownLines()).isEmpty();
        assertThat(RawText.of(read.written())).isEqualTo(log);
        assertThat(RawText.of(read.written(new Era(read.reading().period().since()))))
                .isEqualTo(log);
        return read;
    }
}
