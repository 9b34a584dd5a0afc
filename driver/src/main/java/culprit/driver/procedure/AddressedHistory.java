package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Lineage;
import culprit.git.Recipients;
import culprit.git.ReleaseTag;
import culprit.git.Search;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history of which somebody else says whom to tell about a commit. Closing it closes the history. */
public record AddressedHistory(History history, Addresses addresses) implements History {
    /** Says whom to tell. */
    @FunctionalInterface
    public interface Addresses {
        /**
         * Those to tell about a commit.
         *
         * @param named those whom the history names
         */
        Recipients of(String commit, Recipients named) throws HistoryException, InterruptedException;
    }

    @Override
    public Recipients recipients(String commit) throws HistoryException {
        try {
            return addresses.of(commit, history.recipients(commit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted while finding out whom to tell", e);
        }
    }

    @Override
    public Commit commit(String id) throws HistoryException {
        return history.commit(id);
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) throws HistoryException {
        return history.isAncestor(ancestor, descendant);
    }

    @Override
    public List<String> mergeBases(String one, List<String> others) throws HistoryException {
        return history.mergeBases(one, others);
    }

    @Override
    public List<ReleaseTag> releaseTagsBefore(String commit) throws HistoryException {
        return history.releaseTagsBefore(commit);
    }

    @Override
    public boolean isRelease(String commit) throws HistoryException {
        return history.isRelease(commit);
    }

    @Override
    public Search search(String bad, List<String> goods) throws HistoryException {
        return history.search(bad, goods);
    }

    @Override
    public Lineage lineage(String bad, List<String> goods) throws HistoryException {
        return history.lineage(bad, goods);
    }

    @Override
    public Map<String, List<Integer>> changersOf(Set<String> files, Lineage lineage) throws HistoryException {
        return history.changersOf(files, lineage);
    }

    @Override
    public List<String> changedFiles(String commit) throws HistoryException {
        return history.changedFiles(commit);
    }

    @Override
    public byte[] describeCulprit(String commit) throws HistoryException {
        return history.describeCulprit(commit);
    }

    @Override
    public void close() {
        history.close();
    }
}
