package culprit.driver.gitlog;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.gitlog.GitLogFinding.Kind;
import culprit.report.RawText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs of git bisect that are checked by themselves. */
class GitLogReplayTest {
    private static final String BAD = "b".repeat(40);
    private static final String GOOD = "a".repeat(40);
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);
    private static final String START =
            "# bad: [" + BAD + "] x\n# good: [" + GOOD + "] y\ngit bisect start '" + BAD + "' '" + GOOD + "'\n";

    private static GitLogFinding check(String log) throws IOException {
        return GitLogReplay.check(new ByteArrayInputStream(RawText.bytes(log)));
    }

    private static String mark(String verdict, String commit) {
        return "# " + verdict + ": [" + commit + "] title\ngit bisect " + verdict + " " + commit + "\n";
    }

    private static void assertProblem(String log, Kind kind, long line) throws IOException {
        GitLogFinding finding = check(log);
        assertThat(finding.kind()).as("%s", finding).isEqualTo(kind);
        assertThat(finding.line()).as("%s", finding).isEqualTo(line);
        assertThat(finding.ours()).isNotEmpty();
    }

    private static void assertConsistent(String log, int decisions) throws IOException {
        GitLogFinding finding = check(log);
        assertThat(finding.kind()).as("%s", finding).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.decisions()).isEqualTo(decisions);
        assertThat(finding.line()).isZero();
    }

    @Test
    void aWholeLogIsConsistent() throws IOException {
        assertConsistent(START + mark("good", ONE) + mark("bad", TWO) + "# first bad commit: [" + TWO + "] title\n", 2);
    }

    @Test
    void theCommentBelongsToTheCommandBelow() throws IOException {
        assertProblem(START + "# good: [" + ONE + "] t\ngit bisect good " + TWO, Kind.DIVERGES, 4);
        assertProblem(START + "# good: [" + ONE + "] t\ngit bisect bad " + ONE, Kind.DIVERGES, 4);
        assertProblem(START + "# good: [" + ONE + "] t\n" + mark("bad", TWO), Kind.DIVERGES, 4);
        assertConsistent(START + "# good: [" + ONE + "] t\ngit bisect good " + ONE.substring(0, 12), 1);
    }

    @Test
    void anAnnotatedTagHasAnotherHashThanItsRelease() throws IOException {
        assertConsistent(START + "# good: [" + ONE + "] Linux 5.10-rc2\ngit bisect good " + TWO, 1);
    }

    @Test
    void theArgumentsOfTheStartAreThoseOfItsComments() throws IOException {
        assertProblem(START.replace("'" + GOOD, "'" + ONE), Kind.DIVERGES, 2);
        assertProblem(START.replace(" '" + GOOD + "'", ""), Kind.DIVERGES, 2);
        assertConsistent(START.replace("'" + GOOD, "'v6.1' 'mm/' '" + GOOD), 0);
    }

    @Test
    void nothingIsBothGoodAndBad() throws IOException {
        assertProblem(START + mark("good", ONE) + mark("bad", ONE), Kind.DIVERGES, 7);
        assertProblem(START + mark("good", ONE) + "git bisect bad " + ONE.substring(0, 8), Kind.DIVERGES, 6);
        assertProblem(START + "git bisect bad " + ONE.substring(0, 8) + "\n" + mark("good", ONE), Kind.DIVERGES, 6);
        assertProblem(START + mark("good", BAD), Kind.DIVERGES, 5);
    }

    @Test
    void theCulpritIsWhatWasMarkedBadLast() throws IOException {
        String end = "# first bad commit: [" + BAD + "] x\n";
        assertConsistent(START + mark("good", ONE) + end, 1);
        assertProblem(START + mark("bad", ONE) + end, Kind.DIVERGES, 6);
    }

    @Test
    void candidatesWereSkipped() throws IOException {
        String end = "# only skipped commits left to test\n# possible first bad commit: [" + BAD
                + "] x\n# possible first bad commit: [" + ONE + "] y\n";
        assertConsistent(START + mark("skip", ONE) + end, 1);
        assertProblem(START + mark("good", ONE) + end, Kind.DIVERGES, 8);
    }

    @Test
    void nothingNewIsToldAfterTheEnd() throws IOException {
        String end = START + mark("bad", ONE) + "# first bad commit: [" + ONE + "] title\n";
        assertProblem(end + mark("good", TWO), Kind.DIVERGES, 8);
        assertConsistent(end + mark("good", GOOD), 2);
        assertConsistent(end + START + mark("good", TWO), 2);
    }

    @Test
    void gitReplaysNothingWithoutAStart() throws IOException {
        assertProblem(mark("good", ONE), Kind.UNREADABLE, 2);
        assertProblem(START + "git bisect reset\n" + mark("good", ONE), Kind.UNREADABLE, 6);
        assertProblem("", Kind.UNREADABLE, 1);
        assertProblem("Dear all,\n\nthe log is attached.\n", Kind.UNREADABLE, 3);
    }

    @Test
    void wordsThatAreNoCommandAreReported() throws IOException {
        assertProblem(START + "git bisect godo " + ONE, Kind.UNREADABLE, 4);
        assertProblem(START + "# bad: [12", Kind.UNREADABLE, 4);
    }

    @Test
    void theUsersTermsCount() throws IOException {
        String start = "git bisect start '--term-new' 'fixed' '--term-old=unfixed'\n";
        assertConsistent(
                start + mark("fixed", ONE) + mark("unfixed", TWO) + "# first fixed commit: [" + ONE + "] t\n", 2);
        assertProblem(start + mark("bad", ONE), Kind.UNREADABLE, 3);
        assertConsistent("git bisect start\n" + mark("new", ONE) + mark("old", TWO), 2);
        assertProblem("git bisect start\n" + mark("new", ONE) + mark("good", TWO), Kind.UNREADABLE, 5);
    }

    @Test
    void aSessionMarksWhatIsCheckedOut() throws IOException {
        String session = "$ git bisect start " + BAD + " " + GOOD + "\nBisecting: 1 revision left\n[" + ONE
                + "] title\n$ git bisect bad\n" + ONE + " is the first bad commit\n";
        assertConsistent(session, 1);
        assertProblem(session.replace(ONE + " is", TWO + " is"), Kind.DIVERGES, 5);
    }

    @Test
    void aLogThatIsCutOffIsGoodAsFarAsItGoes() throws IOException {
        GitLogFinding finding = check(START + mark("good", ONE) + "# bad: [" + TWO + "] title\n");
        assertThat(finding.kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.remarks()).extracting(GitLogFinding.Remark::line).containsExactly(6L);
    }

    @Test
    void theFirstProblemIsToldAndRemarksAreLimited() throws IOException {
        GitLogFinding finding =
                check(START + "git bisect good v6.1\n".repeat(1000) + mark("bad", GOOD) + mark("good", BAD));
        assertThat(finding.line()).isEqualTo(1005);
        assertThat(finding.remarks()).hasSize(GitLogFinding.MAX_REMARKS);
    }

    @Test
    void aFileIsRecognisedByItsFirstLines() {
        assertThat(GitLogReplay.looksLikeGitLog(List.of("git bisect start"))).isTrue();
        assertThat(GitLogReplay.looksLikeGitLog(List.of("bisecting cause commit starting from " + ONE)))
                .isFalse();
    }
}
