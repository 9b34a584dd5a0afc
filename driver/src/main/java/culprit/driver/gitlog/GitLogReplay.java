package culprit.driver.gitlog;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.GitBisectEntry;
import culprit.report.GitBisectEntry.Command;
import culprit.report.GitBisectEntry.Comment;
import culprit.report.GitBisectLogReader;
import culprit.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a log of {@code git bisect} again.
 *
 * <p>Without a repository, its form is checked and whether it agrees with itself: a start stands before the marks, every
 * comment belongs to the command below it, nothing is both good and bad, the culprit was marked bad last, and after the
 * end nothing new is told. With a repository, also whether the search agrees at each point where the log says what git
 * said. A log with several searches is all checked; the last one tells what is next.
 */
public final class GitLogReplay {
    /** Commands after which the search is as before. */
    private static final Set<String> IDLE =
            Set.of("log", "next", "terms", "view", "visualize", "help", "run", "replay");

    /** So many comments may stand before one command; the longest start that was recorded has 70. */
    private static final int MAX_COMMENTS = 10_000;

    private final GitBisectLogReader reader;
    private final Optional<JGitHistory> history;
    private final Findings findings = new Findings();
    private final Revisions revisions;

    /** Comments whose command has not come yet. */
    private final List<Comment> comments = new ArrayList<>();

    private SearchCheck search;
    private boolean isStarted;
    private int commands;
    private int decisions;

    private GitLogReplay(InputStream log, Optional<JGitHistory> history) {
        this.reader = new GitBisectLogReader(log);
        this.history = history;
        this.revisions = new Revisions(history);
        this.search = new SearchCheck(findings, revisions, StartArguments.of(List.of()), history);
    }

    /** Whether a file that begins with these lines is a log of git bisect, and not one of syzbot's. */
    public static boolean looksLikeGitLog(List<String> firstLines) {
        return GitBisectLogReader.recognises(firstLines);
    }

    /**
     * Checks a log by itself.
     *
     * @throws IOException if it cannot be read; never because of what it holds
     */
    public static GitLogFinding check(InputStream log) throws IOException {
        try {
            return new GitLogReplay(log, Optional.empty()).run();
        } catch (HistoryException e) {
            throw new IllegalStateException("a history was asked though there is none", e);
        }
    }

    /**
     * Replays a log in a history, whose level says with which versions of git to agree.
     *
     * @throws IOException if the log cannot be read; never because of what it holds
     * @throws HistoryException if the repository cannot be read
     */
    public static GitLogFinding replay(InputStream log, JGitHistory history) throws IOException, HistoryException {
        return new GitLogReplay(log, Optional.of(history)).run();
    }

    private GitLogFinding run() throws IOException, HistoryException {
        long last = 1;
        for (Optional<GitBisectEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            last = entry.get().line();
            take(entry.get());
        }
        search.endCandidates();
        if (commands == 0) {
            findings.unreadable(last, "", "up to here, nothing is a command of git bisect");
        }
        comments.forEach(comment -> findings.remark(comment.line(), "the log ends before the command to this comment"));
        return findings.conclude(search.conclusion(), decisions);
    }

    private void take(GitBisectEntry entry) throws HistoryException {
        if (!(entry instanceof GitBisectEntry.Candidate) && !(entry instanceof GitBisectEntry.Aside)) {
            search.endCandidates();
        }
        if (entry instanceof Command command) {
            command(command);
        } else if (entry instanceof Comment comment) {
            pending(comment);
        } else if (entry instanceof GitBisectEntry.CheckedOut commit) {
            search.checkedOut(commit);
        } else if (entry instanceof GitBisectEntry.Found commit) {
            search.found(commit);
        } else if (entry instanceof GitBisectEntry.OnlySkipped end) {
            search.onlySkipped(end);
        } else if (entry instanceof GitBisectEntry.Candidate candidate) {
            search.candidate(candidate);
        } else if (entry instanceof GitBisectEntry.Damaged damaged) {
            findings.unreadable(damaged.line(), damaged.text(), "the line is damaged");
        }
    }

    private void pending(Comment comment) {
        if (comments.size() == MAX_COMMENTS) {
            comments.forEach(this::lacksCommand);
            comments.clear();
        }
        comments.add(comment);
    }

    private void command(Command command) throws HistoryException {
        Optional<Verdict> verdict = search.terms().verdict(command.word());
        if (command.word().equals("start")) {
            start(command);
        } else if (verdict.isPresent()) {
            mark(command, verdict.get());
        } else if (command.word().equals("reset")) {
            isStarted = false;
        } else if (!IDLE.contains(command.word())) {
            findings.unreadable(
                    command.line(),
                    "git bisect " + command.word(),
                    "no command of git bisect, nor a term of this search");
            return;
        }
        commands++;
    }

    private void mark(Command command, Verdict verdict) throws HistoryException {
        if (!isStarted) {
            findings.unreadable(
                    command.line(),
                    "git bisect " + command.word(),
                    "no git bisect start stands before it, without which git replays nothing");
        }
        List<Comment> above = takeComments(search.terms());
        int last = above.size() - 1;
        search.marked(command, verdict, last < 0 ? Optional.empty() : Optional.of(above.get(last)));
        above.stream().limit(Math.max(last, 0)).forEach(this::lacksCommand);
        decisions += Math.max(command.arguments().size(), 1);
    }

    private void start(Command command) throws HistoryException {
        StartArguments arguments = StartArguments.of(command.arguments());
        List<Comment> above = takeComments(arguments.terms());
        StartArguments settled = arguments.withRevisions(countRevisions(arguments, above.size()));
        isStarted = true;
        search = new SearchCheck(
                findings, revisions, settled, isUnderstood(command, settled) ? history : Optional.empty());
        search.started(command.line(), settled.names(), above);
        above.stream().skip(settled.names().size()).forEach(this::lacksCommand);
    }

    private boolean isUnderstood(Command command, StartArguments arguments) {
        try {
            arguments.limits().requireUnderstood();
            return true;
        } catch (BadInputException e) {
            findings.remark(command.line(), e.getMessage() + "; the choice of commits is not checked");
            return false;
        }
    }

    /** Git comments on every revision, so that the rest are paths; where no comment is left, the history knows. */
    private int countRevisions(StartArguments arguments, int commented) throws HistoryException {
        int names = arguments.names().size();
        if (arguments.isSeparated() || (commented == 0 && history.isEmpty())) {
            return names;
        }
        int count = Math.min(commented, names);
        while (commented == 0
                && count < names
                && revisions.isCommit(arguments.names().get(count))) {
            count++;
        }
        return count;
    }

    private List<Comment> takeComments(Terms terms) {
        List<Comment> taken = comments.stream()
                .filter(comment -> terms.verdict(comment.word()).isPresent())
                .toList();
        comments.clear();
        return taken;
    }

    private void lacksCommand(Comment comment) {
        findings.diverges(
                comment.line(),
                "# " + comment.word() + ": [" + comment.commit() + "]",
                "no command marks it, before the next one");
    }
}
