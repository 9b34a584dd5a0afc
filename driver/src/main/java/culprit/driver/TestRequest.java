package culprit.driver;

import culprit.git.Commit;

/**
 * What to find out about a commit.
 *
 * @param commit the commit
 * @param runs how many runs of the reproducer, at least 1
 */
public record TestRequest(Commit commit, int runs) {}
