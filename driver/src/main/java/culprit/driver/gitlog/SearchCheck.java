package culprit.driver.gitlog;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.git.Limits;
import culprit.git.Next;
import culprit.report.GitBisectEntry;
import culprit.report.GitBisectEntry.Comment;
import culprit.report.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks one recorded search, from its start to the next, entry by entry. One thread's. */
final class SearchCheck {
    private final Findings findings;
    private final Revisions revisions;
    private final Marks marks = new Marks();
    private final Optional<LedSearch> led;
    private final boolean isLimited;
    private Terms terms;
    private Optional<String> checkedOut = Optional.empty();
    private boolean ended;
    private long candidatesAt;
    private final Set<String> candidates = new HashSet<>();

    /** Whether a mark is missing that the log has, because nobody can tell its commit. */
    private boolean isIncomplete;

    /** A search with these arguments. Without a history only the log is checked. */
    SearchCheck(Findings findings, Revisions revisions, StartArguments arguments, Optional<JGitHistory> history) {
        this.findings = findings;
        this.revisions = revisions;
        this.terms = arguments.terms();
        this.isLimited = !arguments.limits().equals(Limits.NONE);
        this.led = history.map(present -> new LedSearch(present, marks, arguments.limits()));
    }

    Terms terms() {
        return terms;
    }

    /** What the search was started with; the first revision is bad. */
    void started(long line, List<String> names, List<Comment> comments) throws HistoryException {
        for (int i = 0; i < names.size(); i++) {
            Verdict verdict = i == 0 ? Verdict.BAD : Verdict.GOOD;
            if (i < comments.size()) {
                requireMatch(comments.get(i), verdict, names.get(i));
            }
            add(line, verdict, i < comments.size() ? comments.get(i).commit() : names.get(i));
        }
        if (led.isPresent()) {
            led.get().begin();
        }
    }

    /** A command that marks commits; without arguments, the one that is checked out. */
    void marked(GitBisectEntry.Command command, Verdict verdict, Optional<Comment> comment) throws HistoryException {
        terms = terms.after(command.word());
        if (command.arguments().isEmpty() && checkedOut.isEmpty()) {
            findings.remark(command.line(), "only its repository knew which commit was checked out");
            isIncomplete = true;
        }
        List<String> names =
                command.arguments().isEmpty() ? checkedOut.map(List::of).orElse(List.of()) : command.arguments();
        if (comment.isPresent() && !names.isEmpty()) {
            requireMatch(comment.get(), verdict, names.get(names.size() - 1));
        }
        for (String name : names) {
            Optional<String> commit = add(command.line(), verdict, name);
            if (commit.isPresent() && led.isPresent()) {
                follow(command.line(), verdict, commit.get());
            }
        }
    }

    private void requireMatch(Comment comment, Verdict verdict, String name) throws HistoryException {
        if (terms.verdict(comment.word()).equals(Optional.of(verdict)) && revisions.matches(name, comment)) {
            return;
        }
        findings.diverges(
                comment.line(),
                "# " + comment.word() + ": [" + comment.commit() + "]",
                "the command below marks " + name + " as " + terms.word(verdict));
    }

    /** Adds a mark; gives its commit unless that cannot be told. */
    private Optional<String> add(long line, Verdict verdict, String name) throws HistoryException {
        String said = terms.word(verdict) + " " + name;
        try {
            String commit = revisions.commit(name);
            requireSense(line, verdict, commit);
            marks.add(verdict, commit);
            if (led.isEmpty() && !Marks.isHash(commit)) {
                findings.remark(line, said + " is a name; only a repository knows the commit");
            }
            return Optional.of(commit);
        } catch (BadInputException e) {
            findings.unreadable(line, said, String.valueOf(e.getMessage()));
            isIncomplete = true;
            return Optional.empty();
        }
    }

    private void follow(long line, Verdict verdict, String commit) throws HistoryException {
        Optional<Next> asked = led.orElseThrow().follow(verdict, commit);
        if (asked.isPresent()) {
            findings.remark(
                    line,
                    terms.word(verdict) + " " + commit + " is marked by hand; the search was at: "
                            + words(asked.get()));
        }
    }

    private void requireSense(long line, Verdict verdict, String commit) {
        boolean repeated = marks.has(verdict, commit);
        if (ended && !repeated) {
            findings.diverges(line, terms.word(verdict) + " " + commit, "the search has ended above");
        }
        ended = false;
        if (verdict != Verdict.SKIP && marks.has(verdict.opposite(), commit)) {
            findings.diverges(
                    line,
                    terms.word(verdict) + " " + commit,
                    "it is marked " + terms.word(verdict.opposite()) + " above");
        }
    }

    /** What git has checked out for the next test. */
    void checkedOut(GitBisectEntry.CheckedOut entry) throws HistoryException {
        checkedOut = Optional.of(entry.commit());
        Optional<Next> next = next();
        if (next.isPresent()
                && !(next.get().kind().asksForTest() && next.get().commit().equals(entry.commit()))) {
            findings.diverges(entry.line(), "[" + entry.commit() + "] " + entry.title(), words(next.get()));
        }
    }

    /** The log names the culprit. */
    void found(GitBisectEntry.Found entry) throws HistoryException {
        String said = "first " + terms.word(Verdict.BAD) + " commit: " + entry.commit();
        ended = true;
        marks.bad()
                .filter(bad -> Marks.isHash(bad) && !Marks.isSame(bad, entry.commit()))
                .ifPresent(bad -> findings.diverges(
                        entry.line(), said, bad + " is what was marked " + terms.word(Verdict.BAD) + " last"));
        Optional<Next> next = next();
        if (next.isPresent()
                && !(next.get().kind() == Next.Kind.FOUND
                        && Marks.isSame(next.get().commit(), entry.commit()))) {
            findings.diverges(entry.line(), said, words(next.get()));
        }
    }

    /** The log says that only skipped commits are left; the candidates follow. */
    void onlySkipped(GitBisectEntry.OnlySkipped entry) {
        ended = true;
        candidatesAt = entry.line();
        candidates.clear();
    }

    /** The log names one of them. */
    void candidate(GitBisectEntry.Candidate entry) {
        candidates.add(entry.commit());
        boolean isBad = marks.bad()
                .map(bad -> !Marks.isHash(bad) || Marks.isSame(bad, entry.commit()))
                .orElse(true);
        if (!isLimited && !isBad && !marks.has(Verdict.SKIP, entry.commit())) {
            findings.diverges(
                    entry.line(), "possible first bad commit: " + entry.commit(), "it is not marked skip above");
        }
    }

    /** All candidates are named. */
    void endCandidates() throws HistoryException {
        if (candidatesAt == 0) {
            return;
        }
        Optional<Next> next = next();
        if (next.isPresent() && !areThoseOf(next.get())) {
            String said = candidates.stream().sorted().collect(Collectors.joining(" "));
            findings.diverges(candidatesAt, "only skipped commits left: " + said, words(next.get()));
        }
        candidatesAt = 0;
    }

    /** On purpose: of a search within limits git prints what is left within them, but logs all that is left. */
    private boolean areThoseOf(Next next) {
        return isLimited ? candidates.containsAll(next.candidates()) : candidates.equals(Set.copyOf(next.candidates()));
    }

    private Optional<Next> next() throws HistoryException {
        return led.isEmpty() || isIncomplete ? Optional.empty() : led.get().next();
    }

    private String words(Next next) throws HistoryException {
        return led.orElseThrow().words(next, terms);
    }

    /** What git would say now; empty if that cannot be told. */
    String conclusion() throws HistoryException {
        return led.isEmpty() || isIncomplete ? "" : led.get().words(terms);
    }
}
