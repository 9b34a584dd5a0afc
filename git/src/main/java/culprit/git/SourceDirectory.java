package culprit.git;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectLoader;
import org.jspecify.annotations.Nullable;

/**
 * A directory of source files that nothing written into can leave.
 *
 * <p>Before a file is touched, every directory on the way to it is known to be a real one, no symbolic link. Only a plain
 * file with this one name is written over; all else is deleted and made anew, so that hard links and symbolic links are cut
 * and not followed. Paths are relative to the directory and already known to hold no "..". Several threads may write, each
 * other paths.
 */
final class SourceDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> EXECUTABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"));
    private static final FileAttribute<Set<PosixFilePermission>> PLAIN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"));
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final Set<OpenOption> OVERWRITE = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final int PAGE = 4096;

    // Bits of a mode; see inode(7).
    private static final int TYPE_AND_OWNER = 0177700;
    private static final int ANY_EXECUTABLE = 0111;
    private static final int OWN_FILE = 0100600;
    private static final int OWN_PROGRAM = 0100700;

    private final Path root;
    private final Set<Path> realDirectories = ConcurrentHashMap.newKeySet();

    SourceDirectory(Path root) {
        this.root = root;
    }

    /** Writes a regular file; the bits that the process's umask takes away are not set. */
    void writeFile(Path path, ObjectLoader content, boolean executable) throws IOException {
        if (!content.isLarge() && overwrite(path, content.getCachedBytes(), executable)) {
            return;
        }
        Path file = cleared(path);
        try (SeekableByteChannel channel = Files.newByteChannel(file, NEW_FILE, executable ? EXECUTABLE : PLAIN)) {
            if (content.isLarge()) {
                content.copyTo(Channels.newOutputStream(channel));
            } else {
                write(channel, content.getCachedBytes());
            }
        }
    }

    /**
     * Puts other bytes into a file that is there, which takes file systems half the time of deleting it and making another
     * one; returns false if there is no such file or it is not one to be written over.
     */
    private boolean overwrite(Path path, byte[] content, boolean executable) throws IOException {
        Path file = root.resolve(path);
        if (!isReal(path.getParent()) || !isOverwritable(file, executable)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, OVERWRITE)) {
            // The last page is written whole, or else the disk would have to be asked for the rest of it.
            write(channel, Arrays.copyOf(content, (content.length + PAGE - 1) / PAGE * PAGE));
            channel.truncate(content.length);
            return true;
        } catch (FileSystemException e) {
            // It is being run, or must not be written: it can still be replaced.
            return false;
        }
    }

    /** Whether it is a plain file with one name and the permissions that a new one would have for its owner. */
    private static boolean isOverwritable(Path file, boolean executable) throws IOException {
        try {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,nlink", LinkOption.NOFOLLOW_LINKS);
            int mode = number(attributes, "mode") & (TYPE_AND_OWNER | (executable ? 0 : ANY_EXECUTABLE));
            return mode == (executable ? OWN_PROGRAM : OWN_FILE) && number(attributes, "nlink") == 1;
        } catch (FileSystemException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (int) requireNonNull(attributes.get(name));
    }

    private static void write(WritableByteChannel channel, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void writeLink(Path path, Path target) throws IOException {
        Files.createSymbolicLink(cleared(path), target);
    }

    /** Makes an empty directory, as git does for a submodule. */
    void makeDirectory(Path path) throws IOException {
        if (!Files.isDirectory(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(cleared(path));
        }
    }

    /** Deletes a file or link if it is there. A directory stays: nobody put it there for this path. */
    void deleteFile(Path path) throws IOException {
        Path file = root.resolve(path);
        // Asked first, because a name that no file can have, as a commit cut short may leave one, cannot be deleted
        // either.
        boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (exists && isReal(path.getParent()) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
        }
    }

    /** Deletes the directories on the way to a path that hold nothing. */
    void prune(Path path) throws IOException {
        for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
            if (!isReal(parent)) {
                continue;
            }
            try {
                Files.delete(root.resolve(parent));
                realDirectories.remove(parent);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    /** Deletes everything in the directory; makes it if it is missing. */
    void empty() throws IOException {
        realDirectories.clear();
        Files.createDirectories(root);
        deleteTree(root);
    }

    /** The file of a path, with its directories made and nothing in its place. */
    private Path cleared(Path path) throws IOException {
        Path file = root.resolve(path);
        makeReal(path.getParent());
        if (realDirectories.contains(path)) {
            // It is about to go, with all that is below it.
            realDirectories.clear();
        }
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException e) {
            // Leftovers of a build in a directory that the tree no longer has.
            deleteTree(file);
            Files.delete(file);
        }
        return file;
    }

    private void makeReal(@Nullable Path parent) throws IOException {
        if (!isReal(parent)) {
            make(parent);
        }
    }

    private synchronized void make(@Nullable Path parent) throws IOException {
        if (parent == null || isReal(parent)) {
            return;
        }
        make(parent.getParent());
        Path directory = root.resolve(parent);
        if (Files.isSymbolicLink(directory)) {
            throw new IOException("refusing to write through " + directory + ", a symbolic link: delete it");
        }
        Files.deleteIfExists(directory);
        Files.createDirectory(directory);
        realDirectories.add(parent);
    }

    /** Whether a parent directory, and every one above it up to the root, exists and is no symbolic link. */
    private boolean isReal(@Nullable Path parent) {
        if (parent == null || realDirectories.contains(parent)) {
            return true;
        }
        boolean real = isReal(parent.getParent()) && Files.isDirectory(root.resolve(parent), LinkOption.NOFOLLOW_LINKS);
        if (real) {
            realDirectories.add(parent);
        }
        return real;
    }

    private static void deleteTree(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!directory.equals(top)) {
                    Files.delete(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
