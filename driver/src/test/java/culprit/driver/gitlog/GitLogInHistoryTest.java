package culprit.driver.gitlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.driver.gitlog.GitLogFinding.Kind;
import culprit.git.JGitHistory;
import culprit.git.Level;
import culprit.git.NativeGit;
import culprit.report.RawText;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of git bisect that are replayed in a repository of twenty commits in a row, c0 to c20. */
class GitLogInHistoryTest {
    @TempDir
    private Path directory;

    private NativeGit git = new NativeGit(Path.of(""));

    @BeforeEach
    void makeRepository() throws Exception {
        git = NativeGit.init(directory.resolve("linux"));
        for (int i = 0; i <= 20; i++) {
            git.run("commit", "-q", "--allow-empty", "-m", "c" + i);
            git.run("tag", "-a", "-m", "release", "v" + i);
        }
    }

    private String id(int number) {
        return git.run("rev-parse", "v" + number + "^{commit}");
    }

    private String start() {
        return "git bisect start '" + id(20) + "' '" + id(0) + "'\n";
    }

    private String mark(String verdict, int number) {
        return "# " + verdict + ": [" + id(number) + "] c" + number + "\ngit bisect " + verdict + " " + id(number)
                + "\n";
    }

    private GitLogFinding replay(String log) throws Exception {
        try (JGitHistory history = JGitHistory.open(directory.resolve("linux"), Level.STAT_APPROX)) {
            return GitLogReplay.replay(new ByteArrayInputStream(RawText.bytes(log)), history);
        }
    }

    @Test
    void saysTheNextCommitAsGitDoes() throws Exception {
        GitLogFinding finding = replay(start() + mark("good", 10));
        assertThat(finding.kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.next())
                .isEqualTo("Bisecting: 4 revisions left to test after this (roughly 2 steps)\n[" + id(15) + "] c15");
        assertThat(finding.remarks()).isEmpty();
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        assertThat(replay("git bisect start\n").next()).isEqualTo("status: waiting for both good and bad commits");
        assertThat(replay("git bisect start\n" + mark("good", 10) + mark("good", 3))
                        .next())
                .isEqualTo("status: waiting for bad commit, 2 good commits known");
        assertThat(replay("git bisect start\n" + mark("bad", 10)).next())
                .isEqualTo("status: waiting for good commit(s), bad commit known");
    }

    @Test
    void aMarkByHandIsNoProblemButTold() throws Exception {
        GitLogFinding finding = replay(start() + mark("good", 11));
        assertThat(finding.kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.line()).isEqualTo(3);
            assertThat(remark.text()).contains("by hand").contains("[" + id(10) + "] c10");
        });
    }

    @Test
    void allThatASearchIsStartedWithCountsAtOnce() throws Exception {
        GitLogFinding finding = replay("git bisect start v20 v1 v5 v10\n" + mark("bad", 15));
        assertThat(finding.remarks()).isEmpty();
        assertThat(finding.decisions()).isEqualTo(1);
        assertThat(finding.next()).endsWith("c12");
    }

    @Test
    void aCulpritThatTheMarksDoNotProveIsAContradiction() throws Exception {
        String log = start() + mark("good", 10) + mark("bad", 15);
        GitLogFinding finding = replay(log + "# first bad commit: [" + id(15) + "] c15\n");
        assertThat(finding.kind()).isEqualTo(Kind.DIVERGES);
        assertThat(finding.line()).isEqualTo(6);
        assertThat(finding.recorded()).isEqualTo("first bad commit: " + id(15));
        assertThat(finding.ours()).startsWith("Bisecting: 2 revisions left");
    }

    @Test
    void skippedCandidatesAreThoseOfTheSearch() throws Exception {
        String log = "git bisect start v3 v1\n" + mark("skip", 2) + "# only skipped commits left to test\n";
        String three = "# possible first bad commit: [" + id(3) + "] c3\n";
        String two = "# possible first bad commit: [" + id(2) + "] c2\n";
        assertThat(replay(log + three + two).kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(replay(log + three).kind()).isEqualTo(Kind.DIVERGES);
        assertThat(replay(log + three + two).next()).startsWith("There are only 'skip'ped commits left to test.\n");
    }

    @Test
    void whatGitCheckedOutInASessionIsWhatTheSearchAsksFor() throws Exception {
        String session =
                "$ git bisect start v20 v0\nBisecting: 9 revisions left\n[" + id(10) + "] c10\n$ git bisect bad\n";
        assertThat(replay(session).kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(replay(session).next()).endsWith("[" + id(5) + "] c5");
        assertThat(replay(session.replace(id(10), id(11))).kind()).isEqualTo(Kind.DIVERGES);
    }

    @Test
    void aTagStandsForItsCommit() throws Exception {
        String tag = git.run("rev-parse", "v10");
        assertThat(tag).isNotEqualTo(id(10));
        GitLogFinding finding = replay(start() + "# good: [" + id(10) + "] c10\ngit bisect good " + tag + "\n");
        assertThat(finding.kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.next()).endsWith("c15");
    }

    @Test
    void aCommitOfAnotherRepositoryIsReportedWithItsLine() throws Exception {
        String foreign = "d".repeat(40);
        GitLogFinding finding = replay(start() + "git bisect good " + foreign + "\n");
        assertThat(finding.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(finding.line()).isEqualTo(2);
        assertThat(finding.ours()).contains("unknown revision \"" + foreign + "\"");
        assertThat(finding.next()).isEmpty();
    }

    @Test
    void revisionsThatNobodyCanMeanStopNothing() throws Exception {
        for (String revision : new String[] {
            "'^'", "@{-1}", "..", "v1..v2", "':/x'", "'v1^{'", "-", "'\\'", "''", "v1~99", "HEAD:", "@"
        }) {
            assertThat(replay(start() + "git bisect good " + revision).decisions())
                    .as(revision)
                    .isEqualTo(1);
        }
    }

    @Test
    void aSearchWithinPathsIsCheckedToo() throws Exception {
        GitLogFinding finding = replay("git bisect start v20 v0 mm/ 'fs'\n" + mark("good", 7));
        assertThat(finding.kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.next()).startsWith("No testable commit found.");
    }

    @Test
    void ofPathsThatAreNotUnderstoodTheChoicesAreNotChecked() throws Exception {
        GitLogFinding finding = replay("git bisect start v20 v0 -- ':(attr:x)fs'\n" + mark("good", 7));
        assertThat(finding.kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(finding.next()).isEmpty();
        assertThat(finding.remarks())
                .extracting(GitLogFinding.Remark::text)
                .anyMatch(text -> text.contains("attr") && text.endsWith("the choice of commits is not checked"));
    }

    @Test
    void aChoiceThatOnlyAnUnlimitedSearchMakesIsAContradiction() throws Exception {
        git.run("checkout", "-q", "-b", "side", "v10");
        git.run("commit", "-q", "--allow-empty", "-m", "side");
        git.run("checkout", "-q", "main");
        git.run("merge", "-q", "--no-ff", "-m", "merge", "side");
        assumeTrue(NativeGit.level().minor() >= 29, "this git's bisect does not know first parents");
        String said = git.run("bisect", "start", "--no-checkout", "--first-parent", "main", "v18");
        String session = "$ git bisect start --no-checkout --first-parent main v18\n" + said + "\n";
        String chosen = said.substring(said.indexOf('[') + 1, said.indexOf(']'));
        assertThat(replay(session).kind()).isEqualTo(Kind.CONSISTENT);
        assertThat(replay(session.replace(chosen, git.run("rev-parse", "side"))).kind())
                .isEqualTo(Kind.DIVERGES);
    }
}
