package culprit.driver;

import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Recipients;
import culprit.git.ReleaseTag;
import culprit.git.Search;
import java.util.List;

/** A history whose commits are also told to those who maintain what they change. Closing it closes the history. */
record MaintainedHistory(History history, Maintainers maintainers) implements History {
    @Override
    public Recipients recipients(String commit) throws HistoryException {
        Recipients named = history.recipients(commit);
        try {
            return maintainers.of(commit, named);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("interrupted while asking for the maintainers", e);
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
    public byte[] describeCulprit(String commit) throws HistoryException {
        return history.describeCulprit(commit);
    }

    @Override
    public void close() {
        history.close();
    }
}
