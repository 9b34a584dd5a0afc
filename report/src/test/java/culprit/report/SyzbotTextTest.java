package culprit.report;

import static culprit.report.EventTexts.AT;
import static culprit.report.EventTexts.built;
import static culprit.report.EventTexts.commit;
import static culprit.report.EventTexts.judged;
import static culprit.report.EventTexts.log;
import static culprit.report.EventTexts.run;
import static culprit.report.EventTexts.runs;
import static culprit.report.EventTexts.signature;
import static culprit.report.EventTexts.started;
import static culprit.report.EventTexts.totals;
import static culprit.report.Outcome.BOOT_FAILED;
import static culprit.report.Outcome.CRASHED;
import static culprit.report.Outcome.INFRA;
import static culprit.report.Outcome.OK;
import static culprit.report.Outcome.TEST_FAILED;
import static culprit.report.Verdict.BAD;
import static culprit.report.Verdict.GOOD;
import static culprit.report.Verdict.SKIP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyzbotTextTest {
    private static final CrashReport CRASH =
            new CrashReport("WARNING in foo", Bytes.of("WARNING: CPU: 0 at foo.c:1\nCall Trace:\n"));

    @Test
    void namesTheCulprit() throws IOException {
        Golden.assertMatches(
                "culprit.log",
                log(List.of(
                        new Event.BisectionStarted(AT, commit(9), "nine"),
                        new Event.ToolsBuilding(commit(7)),
                        started(9),
                        built(9),
                        judged(9, BAD, runs(10, CRASHED, "WARNING in foo")),
                        new Event.ReleaseTesting("v5.5"),
                        started(1),
                        built(1),
                        judged(1, GOOD, runs(10, OK, "")),
                        new Event.SearchStarted(commit(9), List.of(commit(1))),
                        new Event.SearchStepped(1, 1, commit(5), "five"),
                        started(5),
                        built(5),
                        new Event.RunStarted(commit(5), 0),
                        new Event.RunFinished(Instant.EPOCH, commit(5), run(0, CRASHED, "WARNING in foo")),
                        judged(5, BAD, runs(10, CRASHED, "WARNING in foo")),
                        new Event.CommitMarked(BAD, commit(5)),
                        new Event.CulpritFound(commit(5), "commit display\n    five\n".getBytes(ISO_8859_1)),
                        new Event.ParentUntested(commit(4)),
                        started(4),
                        built(4),
                        new Event.SignaturesCompared(signature(5), signature(4)),
                        new Event.BisectionFinished(
                                Conclusion.culprit(commit(5), "five", Optional.of(CRASH))
                                        .withRecipients(List.of("a@x.org", "b@x.org"), List.of()),
                                totals(3)))));
    }

    @Test
    void tellsThatTheCrashWasNotReproduced() throws IOException {
        Golden.assertMatches(
                "not-reproduced.log",
                log(List.of(
                        new Event.BisectionStarted(AT, commit(9), "nine"),
                        started(9),
                        built(9),
                        judged(9, GOOD, runs(10, OK, "")),
                        new Event.BisectionFinished(Conclusion.notReproduced(), totals(1)))));
    }

    @Test
    void tellsThatTheOldestReleaseIsBad() throws IOException {
        Golden.assertMatches(
                "oldest-release-bad.log",
                log(List.of(
                        new Event.BisectionStarted(AT, commit(9), "nine"),
                        started(9),
                        built(9),
                        judged(9, BAD, runs(10, CRASHED, "WARNING in foo")),
                        new Event.ReleaseTesting("v4.1"),
                        started(4),
                        built(4),
                        judged(
                                4,
                                BAD,
                                List.of(run(0, CRASHED, "WARNING in foo"), run(1, OK, ""), run(2, INFRA, "no KVM"))),
                        new Event.BisectionFinished(
                                Conclusion.oldestReleaseBad(commit(4), "Linux 4.1", Optional.of(CRASH)), totals(2)))));
    }

    @Test
    void listsTheCandidatesWhenOnlySkippedCommitsAreLeft() throws IOException {
        List<String> candidates = List.of(commit(3), commit(4), commit(5));
        Golden.assertMatches(
                "only-skipped-left.log",
                log(List.of(
                        new Event.SearchStepped(0, 1, commit(4), "four"),
                        started(4),
                        built(4),
                        judged(4, SKIP, runs(10, BOOT_FAILED, "kernel panic: VFS: Unable to mount root fs")),
                        new Event.CommitMarked(SKIP, commit(4)),
                        new Event.OnlySkippedLeft(candidates),
                        new Event.BisectionFinished(Conclusion.candidates(candidates), totals(7)))));
    }

    @Test
    void givesTheCompilersMessagesWhenTheBuildFails() throws IOException {
        String error = "kernel/fork.c:12:3: error: 'x' undeclared\nkernel/fork.c:13:3: error: expected ';'";
        Golden.assertMatches(
                "build-failed.log",
                log(List.of(
                        started(6),
                        new Event.BuildFailed(commit(6), error, Duration.ofSeconds(70), Path.of("build.txt")),
                        judged(6, SKIP, List.of()),
                        new Event.CommitMarked(SKIP, commit(6)))));
    }

    @Test
    void testsAMergeBaseFirstWhenGoodIsNoAncestor() throws IOException {
        Golden.assertMatches(
                "merge-base.log",
                log(List.of(
                        new Event.SearchStarted(commit(9), List.of(commit(1), commit(2))),
                        new Event.MergeBaseTesting(commit(3), "three"),
                        started(3),
                        built(3),
                        judged(3, GOOD, runs(10, OK, "")),
                        new Event.CommitMarked(GOOD, commit(3)),
                        new Event.SearchStepped(2, 1, commit(5), "five"))));
    }

    @Test
    void repeatsGitsWarningBeforeTheNextStep() {
        String warning = "warning: the merge base between a and [b] must be skipped.\nWe continue anyway.\n";

        assertThat(RawText.of(log(
                        List.of(new Event.SearchWarned(warning), new Event.SearchStepped(2, 1, commit(5), "five")))))
                .startsWith(warning + "Bisecting: 2 revisions left");
    }

    @Test
    void repeatsTheErrorThatEndedTheBisection() {
        Event finished =
                new Event.BisectionFinished(Conclusion.failed("no release tags before this commit"), totals(1));

        assertThat(text(finished)).endsWith(")\nerror: no release tags before this commit\n");
    }

    @Test
    void printsRunsOneByOneUnlessAllAreAlike() {
        List<Run> different = List.of(
                run(0, CRASHED, "WARNING in foo"),
                run(1, BOOT_FAILED, "can't boot"),
                run(2, TEST_FAILED, "no shell"),
                run(3, INFRA, "QEMU did not start"),
                run(4, OK, ""));

        assertThat(text(judged(1, BAD, different))).isEqualTo("""
                        run #0: crashed: WARNING in foo
                        run #1: boot failed: can't boot
                        run #2: basic kernel testing failed: no shell
                        run #3: failed: QEMU did not start
                        run #4: OK
                        """);
        assertThat(text(judged(1, BAD, runs(10, CRASHED, "WARNING in foo"))))
                .isEqualTo("all runs: crashed: WARNING in foo\n");
        assertThat(text(judged(1, GOOD, runs(1, OK, "")))).isEqualTo("all runs: OK\n");
    }

    @Test
    void tellsCrashesWithDifferentTitlesApart() {
        List<Run> crashes = List.of(run(0, CRASHED, "A"), run(1, CRASHED, "B"));

        assertThat(text(judged(1, BAD, crashes))).isEqualTo("run #0: crashed: A\nrun #1: crashed: B\n");
    }

    @Test
    void endsWithABlankLineEvenIfTheReportIsEmpty() {
        CrashReport empty = new CrashReport("lost connection to test machine", Bytes.of(""));
        Conclusion conclusion = Conclusion.culprit(commit(5), "five", Optional.of(empty));

        assertThat(text(new Event.BisectionFinished(conclusion, totals(3))))
                .endsWith("\ncc: []\ncrash: lost connection to test machine\n\n");
    }

    @Test
    void passesBytesThroughWhateverTheirEncoding() {
        byte[] odd = {'a', (byte) 0xFF, 0, '\r', '\n'};

        assertThat(log(List.of(new Event.CulpritFound(commit(5), odd)))).endsWith(odd);
        assertThat(log(List.of(new Event.SearchStepped(0, 0, commit(5), "J\u00c3\u00bcrgen"))))
                .endsWith('J', 0xC3, 0xBC, 'r', 'g', 'e', 'n', '\n');
    }

    @Test
    void countsLikeGit() {
        assertThat(text(new Event.SearchStepped(0, 0, commit(5), "t")))
                .startsWith("Bisecting: 0 revisions left to test after this (roughly 0 steps)\n");
        assertThat(text(new Event.SearchStepped(1, 1, commit(5), "t")))
                .startsWith("Bisecting: 1 revision left to test after this (roughly 1 step)\n");
    }

    private static String text(Event event) {
        return new String(log(List.of(event)), ISO_8859_1);
    }

    @Test
    void onlyALogOfOurOwnTellsOfTheGuestsAndCanBeReadWithIt() throws IOException {
        List<Event> events = List.of(
                new Event.BisectionStarted(AT, commit(9), "nine"),
                new Event.ToolsBuilding(commit(7)),
                started(9),
                built(9),
                new Event.GuestsRemarked(commit(9), "guests are of type microvm; time to user space: 0.52 s"),
                judged(9, BAD, runs(10, CRASHED, "WARNING in foo")));
        String line = "culprit: guests are of type microvm; time to user space: 0.52 s\n";
        String own = text(new SyzbotText().withGuests(), events);
        assertThat(own).contains(signature(9) + "\n" + line + "all runs: crashed: WARNING in foo\n");
        assertThat(text(new SyzbotText(), events)).isEqualTo(own.replace(line, ""));
        List<Event> read = new ArrayList<>();
        LogReader.read(new ByteArrayInputStream(own.getBytes(ISO_8859_1)), (number, event) -> read.add(event));
        assertThat(text(new SyzbotText(), read)).isEqualTo(own);
    }

    private static String text(SyzbotText text, List<Event> events) {
        StringBuilder all = new StringBuilder();
        events.forEach(event -> all.append(new String(text.of(event), ISO_8859_1)));
        return all.toString();
    }
}
