package culprit.driver;

import culprit.driver.investigation.Facts;
import culprit.driver.procedure.InfraException;
import culprit.git.Commit;
import culprit.git.HistoryException;
import culprit.git.Revert;
import culprit.git.Reverts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What sources, object files and kernels on this machine say of a commit. */
final class LiveFacts implements Facts {
    private final VmTester tester;
    private final Reverts reverts;

    LiveFacts(VmTester tester, Reverts reverts) {
        this.tester = tester;
        this.reverts = reverts;
    }

    @Override
    public Optional<Set<String>> compiled(Commit commit, List<String> files)
            throws InfraException, InterruptedException {
        return tester.compiled(commit, files);
    }

    @Override
    public Optional<Boolean> hasFunction(Commit commit, String function) throws InfraException, InterruptedException {
        return tester.hasFunction(commit, function);
    }

    @Override
    public Revert revert(Commit unwanted, Commit onto) throws HistoryException {
        return reverts.of(unwanted.id(), onto.id());
    }
}
