package culprit.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Puts commits into a plain directory, one after the other.
 *
 * <p>Only what differs between the commit that is there and the next one is written. All else keeps its time, and files
 * that no commit put there, such as what a build left, stay. A checkout that was cut short, even by a kill, is made good by
 * the next one. Files have the bytes of their blobs: attributes and line-end conversion do not count, submodules are empty
 * directories.
 *
 * <p>Owned by one thread; closed with the history it came from.
 */
public final class Checkout {
    /** So many files are written by one thread at a time: more than threads are worth, few enough to end together. */
    private static final int SHARE = 50;

    private static final int WRITERS = Runtime.getRuntime().availableProcessors();

    private final ObjectReader reader;
    private final Trees trees;
    private final Path root;
    private final CheckoutState state;
    private final Damage damage;
    private final ObjectChecker names = new ObjectChecker();

    private Checkout(Repository repository, ObjectReader reader, Path root, CheckoutState state) {
        this.damage = new Damage(repository);
        this.reader = reader;
        this.trees = new Trees(reader);
        this.root = root;
        this.state = state;
    }

    /** See {@link History#checkout}. */
    static Checkout into(Path directory, Path state, Repository repository, ObjectReader reader)
            throws BadInputException {
        Path root = real(directory);
        if (real(state).startsWith(root)) {
            throw new BadInputException("the state file " + state + " lies in the checkout " + directory
                    + ", where commits are put: name a file outside of it");
        }
        // Everything in the directory may be deleted, so nothing of value may be in it.
        Path metadata = real(repository.getCommonDirectory().toPath());
        boolean holdsRepository = Stream.of(
                        repository.getDirectory(),
                        repository.isBare() ? repository.getDirectory() : repository.getWorkTree())
                .anyMatch(own -> real(own.toPath()).startsWith(root));
        if (holdsRepository
                || metadata.startsWith(root)
                || root.startsWith(metadata)
                || Files.exists(root.resolve(Constants.DOT_GIT), LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException("the checkout " + directory
                    + " is, holds or is part of a git repository, which would be deleted: name a directory of its own");
        }
        return new Checkout(repository, reader, root, new CheckoutState(state));
    }

    /** A path without symbolic links as far as it exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    /**
     * Makes the directory hold a commit.
     *
     * @throws HistoryException if the commit cannot be read, a file cannot be written, or a path of the commit would leave
     *     the directory; the message names it
     * @throws InterruptedException if the thread was interrupted; the next call makes good what is half done
     */
    public void to(String commit) throws HistoryException, InterruptedException {
        try {
            toTree(RawCommit.read(reader, ObjectId.fromString(commit)).tree());
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            // Clears the mark, as every method does that throws InterruptedException.
            Thread.interrupted();
            throw new InterruptedException("checkout of " + commit + " was interrupted");
        } catch (IOException e) {
            throw new HistoryException("cannot put commit " + commit + " into " + root + ": " + described(e), e);
        }
    }

    private String described(IOException e) {
        boolean isOfRepository = e instanceof MissingObjectException || e instanceof CorruptObjectException;
        return isOfRepository ? damage.explained(e) : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private void toTree(ObjectId tree) throws IOException, InterruptedException {
        SourceDirectory directory = new SourceDirectory(root);
        List<ObjectId> present = state.read();
        if (present.equals(List.of(tree))) {
            return;
        }
        if (!readable(present)) {
            state.forget();
            directory.empty();
            present = List.of(ObjectId.zeroId());
        }
        List<ObjectId> mixed = new ArrayList<>(present);
        mixed.add(tree);
        List<Path> gone = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (FileChange change : FileChange.between(trees, present, tree)) {
            Path path = checkedPath(change.path());
            if (change.after().exists()) {
                targets.add(new Target(path, change.after()));
            } else {
                gone.add(path);
            }
        }
        state.write(mixed);
        delete(gone, directory);
        write(targets, directory);
        state.write(List.of(tree));
    }

    /** What a path shall hold. */
    private record Target(Path path, FileChange.Entry entry) {}

    private boolean readable(List<ObjectId> trees) throws IOException {
        for (ObjectId tree : trees) {
            if (!tree.equals(ObjectId.zeroId()) && !reader.has(tree)) {
                return false;
            }
        }
        return !trees.isEmpty();
    }

    private static void delete(List<Path> gone, SourceDirectory directory) throws IOException, InterruptedException {
        for (Path path : gone) {
            stopIfInterrupted();
            directory.deleteFile(path);
        }
        for (Path path : gone) {
            directory.prune(path);
        }
    }

    /** Most of the time goes into making files, which file systems do for several threads at once. */
    private void write(List<Target> targets, SourceDirectory directory) throws IOException, InterruptedException {
        if (targets.size() <= SHARE) {
            write(targets, directory, reader);
            return;
        }
        AtomicInteger shares = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            CompletionService<Void> results = new ExecutorCompletionService<>(writers);
            for (int writer = 0; writer < WRITERS; writer++) {
                results.submit(() -> writeShares(targets, shares, directory));
            }
            for (int writer = 0; writer < WRITERS; writer++) {
                results.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("files could not be written for an unforeseen reason", e.getCause());
        } finally {
            stop(writers);
        }
    }

    /** Writes one share after the other that no thread has begun with. */
    private Void writeShares(List<Target> targets, AtomicInteger shares, SourceDirectory directory)
            throws IOException, InterruptedException {
        try (ObjectReader ownReader = reader.newReader()) {
            while (true) {
                int begin = shares.getAndIncrement() * SHARE;
                if (begin >= targets.size()) {
                    return null;
                }
                write(targets.subList(begin, Math.min(begin + SHARE, targets.size())), directory, ownReader);
            }
        }
    }

    /** Whatever comes next in this directory, nobody else may be at work there. */
    private static void stop(ExecutorService writers) {
        writers.shutdownNow();
        boolean interrupted = false;
        while (!writers.isTerminated()) {
            try {
                writers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(List<Target> targets, SourceDirectory directory, ObjectReader reader)
            throws IOException, InterruptedException {
        for (Target target : targets) {
            stopIfInterrupted();
            write(target, directory, reader);
        }
    }

    private static void write(Target target, SourceDirectory directory, ObjectReader reader) throws IOException {
        FileMode mode = target.entry.mode();
        if (FileMode.GITLINK.equals(mode)) {
            directory.makeDirectory(target.path);
        } else if (FileMode.SYMLINK.equals(mode)) {
            byte[] content = reader.open(target.entry.id(), Constants.OBJ_BLOB).getBytes();
            directory.writeLink(target.path, path(content));
        } else {
            boolean executable = FileMode.EXECUTABLE_FILE.equals(mode);
            directory.writeFile(target.path, reader.open(target.entry.id(), Constants.OBJ_BLOB), executable);
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("checkout was interrupted");
        }
    }

    /** The path of a tree's entry, which must not name anything outside, nor a repository inside. */
    private Path checkedPath(byte[] path) throws IOException {
        try {
            names.checkPath(path, 0, path.length);
        } catch (CorruptObjectException e) {
            throw new IOException("refusing to write \"" + DiffStat.quoted(path) + "\": " + e.getMessage(), e);
        }
        return path(path);
    }

    private static Path path(byte[] name) throws IOException {
        try {
            return Path.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString());
        } catch (CharacterCodingException | InvalidPathException e) {
            throw new IOException(
                    "no file can be named " + DiffStat.quoted(name)
                            + " here; try with LC_ALL=C.UTF-8 in the environment",
                    e);
        }
    }
}
