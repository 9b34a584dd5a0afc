package culprit.driver.doctor;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import java.nio.file.Path;

/** Whether a repository can be bisected: it is opened as a bisection does, and only read. */
final class RepositoryCheck {
    private static final String SUBJECT = "repository";

    private RepositoryCheck() {}

    static Finding of(Path repository) {
        try (JGitHistory history = JGitHistory.open(repository)) {
            return Finding.ok(
                    SUBJECT,
                    "the repository " + repository + " can be read; its HEAD is "
                            + history.resolve("HEAD").id());
        } catch (BadInputException | HistoryException e) {
            return Finding.problem(SUBJECT, String.valueOf(e.getMessage()), "");
        }
    }
}
