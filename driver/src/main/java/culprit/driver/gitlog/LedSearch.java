package culprit.driver.gitlog;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.git.Limits;
import culprit.git.Next;
import culprit.git.Search;
import culprit.git.SearchState;
import culprit.report.Verdict;
import java.util.Optional;

/**
 * A search in a history that is led by somebody else's marks, whatever it asks for itself. It begins when a bad and a
 * good commit are marked. One thread's.
 */
final class LedSearch {
    private final JGitHistory history;
    private final Marks marks;
    private final Limits limits;
    private Optional<Search> search = Optional.empty();

    /** A search in the history within limits that are understood, led by these marks. */
    LedSearch(JGitHistory history, Marks marks, Limits limits) {
        this.limits = limits;
        this.history = history;
        this.marks = marks;
    }

    /**
     * Follows a mark that has been added.
     *
     * @return what the search asked for instead; empty if it asked for this commit or for none yet
     */
    Optional<Next> follow(Verdict verdict, String commit) throws HistoryException {
        Optional<Next> asked = next();
        if (asked.isPresent() && isRequestFor(asked.get(), commit)) {
            answer(search.get(), verdict, commit);
            return Optional.empty();
        }
        // Git forgets what it has asked for and checked as soon as another commit is marked.
        begin();
        return asked;
    }

    private static boolean isRequestFor(Next next, String commit) {
        return next.kind().asksForTest() && next.commit().equals(commit);
    }

    private static void answer(Search search, Verdict verdict, String commit) {
        switch (verdict) {
            case GOOD -> search.good(commit);
            case BAD -> search.bad(commit);
            case SKIP -> search.skip(commit);
        }
    }

    /** Begins from all marks there are, if they are enough. */
    void begin() throws HistoryException {
        if (marks.bad().isEmpty() || marks.goods().isEmpty()) {
            return;
        }
        try {
            Search anew = history.search(new SearchState(marks.bad().get(), marks.goods(), limits));
            marks.skips().forEach(anew::skip);
            search = Optional.of(anew);
        } catch (BadInputException e) {
            throw new IllegalStateException("paths that are not understood are told before", e);
        }
    }

    /** What the search wants; empty if it has not begun. */
    Optional<Next> next() throws HistoryException {
        return search.isEmpty() ? Optional.empty() : Optional.of(search.get().next());
    }

    /** What git says now, in these terms, without '\n' at the end. */
    String words(Terms terms) throws HistoryException {
        Optional<Next> next = next();
        return next.isEmpty()
                ? new GitWords(terms, history.level())
                        .waiting(marks.bad().isPresent(), marks.goods().size())
                : words(next.get(), terms);
    }

    /** What git says with this for an answer. */
    String words(Next next, Terms terms) throws HistoryException {
        return new GitWords(terms, history.level())
                .inShort(next, history.commit(next.commit()).title());
    }
}
