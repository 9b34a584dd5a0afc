package culprit.git;

import java.nio.file.Path;

/**
 * An empty repository, and beside it a directory to put its commits into.
 *
 * @param source the directory
 * @param state the file that tells what is in it
 */
record CheckoutPlace(NativeGit git, JGitHistory history, Path repository, Path source, Path state)
        implements AutoCloseable {
    /** Makes the repository in a directory of its own. */
    static CheckoutPlace in(Path directory) throws Exception {
        NativeGit.init(directory.resolve("repository"));
        return of(directory);
    }

    /** The one that was made in a directory. */
    static CheckoutPlace of(Path directory) throws Exception {
        Path repository = directory.resolve("repository");
        return new CheckoutPlace(
                new NativeGit(repository),
                JGitHistory.open(repository),
                repository,
                directory.resolve("source"),
                directory.resolve("state/tree"));
    }

    /** A checkout as a process makes it that begins there. */
    Checkout checkout() throws BadInputException {
        return history.checkout(source, state);
    }

    @Override
    public void close() {
        history.close();
    }
}
