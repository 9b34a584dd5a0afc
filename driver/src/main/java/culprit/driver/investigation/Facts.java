package culprit.driver.investigation;

import culprit.driver.procedure.InfraException;
import culprit.git.Commit;
import culprit.git.HistoryException;
import culprit.git.Revert;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be found out about a commit besides running its kernel. */
public interface Facts {
    /** Which of these files, named as in the source tree, its kernel is made of; nothing if that cannot be told. */
    Optional<Set<String>> compiled(Commit commit, List<String> files) throws InfraException, InterruptedException;

    /** Whether the kernel of a commit that was tested has a function; nothing if that cannot be told. */
    Optional<Boolean> hasFunction(Commit commit, String function) throws InfraException, InterruptedException;

    /** The commit {@code onto} without the change of another one. */
    Revert revert(Commit unwanted, Commit onto) throws HistoryException;
}
