package culprit.driver.replay;

import culprit.driver.gitlog.GitLogFinding;
import culprit.driver.gitlog.GitLogReplay;
import culprit.driver.replay.ReplayResult.Kind;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.RawText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Replays of logs of {@code git bisect}, in the words of the other replays. */
final class GitLogs {
    /** The form shows within so many bytes at the start. */
    private static final int START = 1 << 14;

    private GitLogs() {}

    /** Whether the stream, which stays where it is, begins as such a log. */
    static boolean isOne(BufferedInputStream in) throws IOException {
        in.mark(START);
        List<String> lines = RawText.of(in.readNBytes(START)).lines().toList();
        in.reset();
        return GitLogReplay.looksLikeGitLog(lines);
    }

    static ReplayResult replay(String file, BufferedInputStream in, Optional<JGitHistory> repository)
            throws IOException, HistoryException {
        GitLogFinding finding =
                repository.isPresent() ? GitLogReplay.replay(in, repository.get()) : GitLogReplay.check(in);
        boolean diverges = finding.kind() == GitLogFinding.Kind.DIVERGES;
        List<Divergence> divergences = diverges
                ? List.of(new Divergence(finding.line(), Divergence.Kind.TEXT, finding.recorded(), finding.ours()))
                : List.of();
        return new ReplayResult(
                file,
                kind(finding),
                finding.line(),
                finding.kind() == GitLogFinding.Kind.CONSISTENT,
                "",
                "git",
                finding.decisions(),
                0,
                0,
                divergences,
                remark(finding));
    }

    private static Kind kind(GitLogFinding finding) {
        return switch (finding.kind()) {
            case CONSISTENT -> Kind.IDENTICAL;
            case DIVERGES -> Kind.DIVERGES;
            case UNREADABLE -> Kind.UNREADABLE;
        };
    }

    private static String remark(GitLogFinding finding) {
        if (!finding.next().isEmpty()) {
            return "git says next: " + finding.next().replace('\n', ' ');
        }
        return switch (finding.kind()) {
            case CONSISTENT -> "a log of git bisect that agrees with itself";
            case DIVERGES -> "";
            case UNREADABLE -> finding.ours();
        };
    }
}
