package culprit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.util.FileUtils;

/**
 * A directory of its own, which it deletes in the end, with an empty repository and room to put its commits into.
 *
 * @param directory holds all of it, and what a test puts beside it
 */
record CheckoutPlace(Path directory, NativeGit git, JGitHistory history) implements AutoCloseable {
    static CheckoutPlace make() {
        try {
            Path directory = Files.createTempDirectory("checkout");
            NativeGit.init(directory.resolve("repository"));
            return of(directory);
        } catch (IOException | BadInputException | HistoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that was made in a directory. */
    static CheckoutPlace of(Path directory) throws BadInputException, HistoryException {
        Path repository = directory.resolve("repository");
        return new CheckoutPlace(directory, new NativeGit(repository), JGitHistory.open(repository));
    }

    Path repository() {
        return directory.resolve("repository");
    }

    /** Where commits are put. */
    Path source() {
        return directory.resolve("source");
    }

    /** The file that tells what is in {@link #source}. */
    Path state() {
        return directory.resolve("state/tree");
    }

    /** A checkout as a process makes it that begins there. */
    Checkout checkout() throws BadInputException {
        return history.checkout(source(), state());
    }

    /** Commits files, see {@link FileTrees}. */
    String commit(Map<String, String> files) {
        return FileTrees.commit(git, files);
    }

    /** What is in {@link #source}, whoever put it there. */
    Map<String, String> files() throws IOException {
        return FileTrees.read(source());
    }

    /** One of {@link #files}. */
    Path file(String path) {
        return source().resolve(path);
    }

    @Override
    public void close() throws IOException {
        history.close();
        FileUtils.delete(directory.toFile(), FileUtils.RECURSIVE);
    }
}
