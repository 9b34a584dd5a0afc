package culprit.driver.audit;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.audit.AuditResult.Verdict;
import culprit.driver.replay.Recordings;
import culprit.report.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of recorded bisections, and where it shows. */
class AuditTest {
    private static final String STRANGER = "WARNING in widget_poll";
    private static final String SUBJECT = "drivers: gizmo: close what is open";
    private static final List<String> FILES = List.of("drivers/gizmo/open.c");

    @TempDir
    private Path directory;

    private Path file = Path.of("/unset");

    private AuditResult audit(String log) throws IOException {
        file = Files.write(directory.resolve("log.txt"), RawText.bytes(log));
        return Audit.of(file);
    }

    private AuditResult audit(Map<String, String> runs) throws IOException {
        return audit(BisectionText.of(runs, SUBJECT, FILES));
    }

    /** The lines that a reason points at, by how it begins. */
    private List<String> shown(AuditResult result, String reason) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        Reason found = result.reasons().stream()
                .filter(one -> one.text().contains(reason))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reason contains \"" + reason + "\": " + result.reasons()));
        return found.lines().stream().map(line -> lines.get((int) (line - 1))).toList();
    }

    @Test
    void aClearBisectionIsLikelyRightAndNothingSpeaksAgainstIt() throws Exception {
        AuditResult result = audit(BisectionText.clear());
        assertThat(result.verdict()).isEqualTo(Verdict.LIKELY_RIGHT);
        assertThat(result.answer()).contains(BisectionText.CULPRIT);
        assertThat(result.reasons()).isNotEmpty().noneMatch(Reason::against);
        assertThat(shown(result, "all runs crashed at the culprit"))
                .containsExactly("all runs: crashed: " + BisectionText.BUG);
        assertThat(shown(result, "drivers/gizmo/open.c, which is on the stack"))
                .containsExactly(" drivers/gizmo/open.c | 2 +-");
        assertThat(shown(result, "\"gizmo\" in common"))
                .containsExactly("first bad commit: " + BisectionText.CULPRIT + " " + SUBJECT);
    }

    @Test
    void whereCrashesAreSteadyTheParentIsToBeTestedAgain() throws Exception {
        assertThat(audit(BisectionText.clear()).retest()).contains(BisectionText.PARENT);
    }

    @Test
    void oneRunWithAnotherCrashAtTheCulpritIsLikelyWrong() throws Exception {
        AuditResult result = audit(Map.of(BisectionText.CULPRIT, BisectionText.some(1, STRANGER)));
        assertThat(result.verdict()).isNotEqualTo(Verdict.LIKELY_RIGHT);
        assertThat(result.reasons().get(0).text())
                .startsWith("only 1 of 10 runs crashed at the culprit with \"" + STRANGER);
        assertThat(shown(result, "only 1 of 10 runs crashed at the culprit"))
                .containsExactly("run #0: crashed: " + STRANGER);
        assertThat(shown(result, "the original title never shows after revision cccccccccccc"))
                .containsExactly("all runs: crashed: " + BisectionText.BUG);
        assertThat(shown(result, "unrelated title decided line "))
                .containsExactly("run #0: crashed: " + STRANGER, "# git bisect bad " + BisectionText.CULPRIT);
        assertThat(result.retest()).contains(BisectionText.CULPRIT);
    }

    @Test
    void theNumberInTheTextIsThatOfTheVerdict() throws Exception {
        AuditResult result = audit(Map.of(BisectionText.FIRST, BisectionText.all("crashed: " + STRANGER)));
        List<String> lines = Files.readAllLines(file);
        int line = lines.indexOf("# git bisect bad " + BisectionText.FIRST) + 1;
        assertThat(result.reasons())
                .anySatisfy(
                        reason -> assertThat(reason.text()).startsWith("unrelated title decided line " + line + ":"));
        assertThat(result.retest()).contains(BisectionText.FIRST);
    }

    @Test
    void aRareCrashMakesCleanRunsWeak() throws Exception {
        String rare = BisectionText.some(2, BisectionText.BUG);
        AuditResult result =
                audit(Map.of(BisectionText.START, rare, BisectionText.FIRST, rare, BisectionText.CULPRIT, rare));
        assertThat(shown(result, "only 2 of 10 runs crashed at the culprit")).hasSize(2);
        // 0.8 ^ 10
        assertThat(shown(result, "which a revision with the bug has in 11 of 100 cases"))
                .containsExactly("all runs: OK");
        assertThat(shown(result, "the crash is rare: 2 of 10 runs where the bisection started"))
                .hasSize(2);
    }

    @Test
    void anotherTitleOfTheSameFunctionIsTheOriginalCrash() throws Exception {
        String other = "KASAN: slab-out-of-bounds Write in gizmo_open";
        AuditResult result = audit(Map.of(BisectionText.CULPRIT, BisectionText.all("crashed: " + other)));
        assertThat(result.verdict()).isEqualTo(Verdict.LIKELY_RIGHT);
        assertThat(shown(result, "\"" + other + "\" was taken for the original crash"))
                .containsExactly("all runs: crashed: " + other);
    }

    @Test
    void aCommitThatHasNothingToDoWithTheCrashIsDoubtful() throws Exception {
        AuditResult result = audit(BisectionText.of(Map.of(), "widget: poll faster", List.of("drivers/widget/poll.c")));
        assertThat(result.verdict()).isEqualTo(Verdict.DOUBTFUL);
        assertThat(shown(result, "no file that the culprit changes is on the stack"))
                .containsExactly(" drivers/widget/poll.c | 2 +-");
    }

    @Test
    void documentationCannotCrash() throws Exception {
        AuditResult result =
                audit(BisectionText.of(Map.of(), "docs: widget", List.of("Documentation/widget.rst", "MAINTAINERS")));
        assertThat(result.verdict()).isEqualTo(Verdict.LIKELY_WRONG);
        assertThat(shown(result, "changes no code")).hasSize(2);
    }

    @Test
    void theSameKernelAsItsParentsIsProofAgainstACommit() throws Exception {
        AuditResult result = audit(BisectionText.clear()
                .replace("parent  signature: " + "5".repeat(64), "parent  signature: " + "4".repeat(64)));
        assertThat(result.verdict()).isEqualTo(Verdict.LIKELY_WRONG);
        assertThat(shown(result, "are the same"))
                .containsExactly("culprit signature: " + "4".repeat(64), "parent  signature: " + "4".repeat(64));
    }

    @Test
    void aMergeIsSaidToBeOne() throws Exception {
        AuditResult result = audit(BisectionText.clear().replace("\nAuthor:", "\nMerge: 123456 789abc\nAuthor:"));
        assertThat(shown(result, "the culprit is a merge")).containsExactly("Merge: 123456 789abc");
    }

    @Test
    void withoutASingleCommitThereIsNoAnswer() throws Exception {
        String log = BisectionText.clear();
        int totals = log.indexOf("revisions tested");
        String older =
                log.substring(0, log.indexOf("# git bisect start")).replace("all runs: OK", "all runs: crashed: x")
                        + log.substring(totals, log.indexOf('\n', totals) + 1)
                        + "the crash already happened on the oldest tested release\ncommit msg: Linux 5.5\ncrash: x\nx\n\n";
        AuditResult result = audit(older);
        assertThat(result.verdict()).isEqualTo(Verdict.NO_ANSWER);
        assertThat(result.score()).isZero();
        assertThat(result.answer()).isEmpty();
        assertThat(shown(result, "the oldest release that was tested crashes"))
                .containsExactly("the crash already happened on the oldest tested release");
        assertThat(result.retest()).contains(BisectionText.OLD);
    }

    @Test
    void aFixIsJudgedByItsCleanRuns() throws Exception {
        String log = BisectionText.clear()
                .replace("bisecting cause commit starting from", "bisecting fixing commit since")
                .replace("testing release v5.5", "testing current HEAD " + BisectionText.OLD)
                .replace("# git bisect bad", "# git bisect GOOD")
                .replace("# git bisect good", "# git bisect bad")
                .replace("# git bisect GOOD", "# git bisect good")
                .replace("first bad commit: " + BisectionText.CULPRIT, "first good commit: " + BisectionText.PARENT);
        AuditResult result = audit(log);
        assertThat(result.answer()).contains(BisectionText.PARENT);
        assertThat(shown(result, "all runs stayed clean at the fix")).containsExactly("all runs: OK");
    }

    @Test
    void whatIsNoLogIsSaidToBeNone() throws Exception {
        assertThat(audit("hello\n").verdict()).isEqualTo(Verdict.UNREADABLE);
        assertThat(audit("").verdict()).isEqualTo(Verdict.UNREADABLE);
        assertThat(Audit.of(directory).verdict()).isEqualTo(Verdict.UNREADABLE);
        assertThat(Audit.of(directory.resolve("none")).error()).contains("cannot read it");
    }

    @Test
    void seed003IsDoubtfulBecauseItsTitlesDriftAndOneRunInTenDecides() throws Exception {
        AuditResult result = seed("003");
        assertThat(result.verdict()).isEqualTo(Verdict.DOUBTFUL);
        assertThat(shown(result, "only 1 of 10 runs crashed, with \"WARNING: suspicious RCU usage"))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("# git bisect bad "))
                .anyMatch(line -> line.contains("suspicious RCU usage in ip_set_net_exit"));
        assertThat(shown(result, "with \"unregister_netdevice: waiting for DEV"))
                .anyMatch(line -> line.contains("unregister_netdevice"));
    }

    @Test
    void seed004IsLikelyRight() throws Exception {
        assertThat(seed("004").verdict()).isEqualTo(Verdict.LIKELY_RIGHT);
    }

    private AuditResult seed(String number) throws IOException {
        file = Recordings.files("seeds").stream()
                .filter(seed -> String.valueOf(seed.getFileName()).startsWith(number))
                .findFirst()
                .orElseThrow();
        return Audit.of(file);
    }
}
