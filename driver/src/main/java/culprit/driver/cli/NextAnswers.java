package culprit.driver.cli;

import culprit.driver.gitlog.GitWords;
import culprit.driver.gitlog.Terms;
import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.git.Limits;
import culprit.git.Next;
import culprit.git.SearchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions about one history in git's words. What was read of the history is kept. One thread's. */
final class NextAnswers {
    private final JGitHistory history;
    private final GitWords words;
    private final boolean firstParent;
    private final int columns;

    /** Answers for an output that is so many columns wide. */
    NextAnswers(JGitHistory history, Terms terms, boolean firstParent, int columns) {
        this.columns = columns;
        this.history = history;
        this.words = new GitWords(terms, history.level());
        this.firstParent = firstParent;
    }

    /** What is next, and how git says it. */
    record Answer(Next next, GitWords.Said said) {}

    /** What git would say at this point; throws BadInputException for what is no revision of a commit. */
    Answer to(NextQuestion question) throws BadInputException, HistoryException {
        Optional<String> expected = question.expected().isPresent()
                ? Optional.of(id(question.expected().get()))
                : Optional.empty();
        SearchState state = new SearchState(
                id(question.bad()),
                ids(question.goods()),
                ids(question.skips()),
                expected,
                question.checked(),
                new Limits(firstParent, question.paths()));
        Next next = history.search(state).next();
        byte[] display = next.kind() == Next.Kind.FOUND ? history.describeCulprit(next.commit(), columns) : new byte[0];
        GitWords.Said said = words.say(next, history.commit(next.commit()).title(), display);
        return new Answer(next, question.goods().isEmpty() ? withoutGood(said) : said);
    }

    private GitWords.Said withoutGood(GitWords.Said said) {
        return new GitWords.Said(said.out(), words.withoutGood() + said.err(), said.exitCode());
    }

    private List<String> ids(List<String> revisions) throws BadInputException, HistoryException {
        List<String> ids = new ArrayList<>();
        for (String revision : revisions) {
            ids.add(id(revision));
        }
        return ids;
    }

    private String id(String revision) throws BadInputException, HistoryException {
        return history.resolve(revision).id();
    }
}
