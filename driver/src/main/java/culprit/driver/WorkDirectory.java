package culprit.driver;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.vm.build.BuildRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything one bisection makes, and the lock that keeps others out of it.
 *
 * <pre>
 * events.jsonl      the journal: all that happened, from which a bisection continues
 * bisect.log        the log, as syzbot writes it
 * git-bisect.log    the search, as git writes it: git bisect replay goes on with it
 * consoles/         per run COMMIT.RUN.txt.gz, what the guest wrote, and COMMIT.RUN.times, when
 * builds/           make's messages: COMMIT.log
 * kernels/          the kernels that were booted: COMMIT
 * kconfig, reproducer, initramfs.cpio  what they were built with and what they ran
 * user-space/       what guests have besides it
 * reverts/          git objects of commits that lack a change
 * tree/, objects/   source tree and object files, kept from one revision to the next
 * earlier/          what bisections before this one left in this directory, numbered
 * inputs.txt        what the bisection depends on; exit-code.txt: how it ended, once it has
 * debug.log         for the developers of this program
 * </pre>
 */
public final class WorkDirectory implements AutoCloseable {
    /** A source tree (1.4 GiB) and a small kernel's objects must fit, in bytes. */
    private static final long ROOM_FOR_ALL = 3L << 30;

    /** Once the source tree is there, this much must be left for objects and consoles, in bytes. */
    private static final long ROOM_FOR_MORE = 1L << 30;

    /** Replaces a file; after a power failure it must not be empty while the journal is there. */
    private static final OpenOption[] ON_DISK = {
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC
    };

    private static final Pattern UNFIT_FOR_MAKE = Pattern.compile("[\\s:;#$%&|<>()\\[\\]*?~`'\"\\\\]");

    private final Path root;
    private final Layout layout;
    private final FileChannel lockFile;

    private WorkDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.layout = new Layout(root);
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory for this process; makes it if needed.
     *
     * @throws UsageException when make cannot work there, it cannot be made, another process has it, or its disk is
     *     nearly full
     */
    public static WorkDirectory open(Path directory) throws UsageException {
        Path root = Layout.of(directory).root();
        refuseWhatMakeRefuses(root);
        FileChannel file = null;
        try {
            Files.createDirectories(root);
            refuseForeign(root);
            // Nobody may open this file a second time: closing any descriptor of it in this process drops the lock.
            file = FileChannel.open(new Layout(root).lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                throw new UsageException("another culprit is at work in " + root
                        + ": wait for it, or use another directory with --workdir");
            }
            WorkDirectory opened = new WorkDirectory(root, file);
            opened.requireRoom();
            return opened;
        } catch (IOException e) {
            close(file);
            throw new UsageException(
                    "cannot use the work directory " + root + ": " + e + "; name another one with --workdir", e);
        } catch (UsageException e) {
            close(file);
            throw e;
        }
    }

    /** The kernel's makefile stops at spaces and colons; make itself and its shell read the others as their own. */
    private static void refuseWhatMakeRefuses(Path root) throws UsageException {
        Matcher unfit = UNFIT_FOR_MAKE.matcher(root.toString());
        if (unfit.find()) {
            throw new UsageException("kernels cannot be built in " + root + ": make does not cope with \""
                    + unfit.group() + "\" in a path; name another directory with --workdir");
        }
    }

    /** Source tree and consoles are replaced without asking: that must not happen to files that are somebody's own. */
    private static void refuseForeign(Path root) throws IOException, UsageException {
        try (Stream<Path> content = Files.list(root)) {
            if (!Files.exists(new Layout(root).lock()) && content.findAny().isPresent()) {
                throw new UsageException(root + " holds files that are not Culprit's: name an empty or a new directory"
                        + " with --workdir");
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by another bisection within this process
        }
    }

    private void requireRoom() throws UsageException {
        // Not through FileStore, which looks for the mount point and finds none in a chroot or some containers.
        long usable = root.toFile().getUsableSpace();
        Optional<String> shortage = shortage(usable, Files.isDirectory(tree()));
        if (shortage.isPresent()) {
            throw new UsageException("the disk of " + root + " is nearly full: " + shortage.get()
                    + "; make room, or name another directory with --workdir");
        }
    }

    /** Why so much usable space, in bytes, is too little, with the source tree there already or not; empty if it is enough. */
    public static Optional<String> shortage(long usable, boolean hasTree) {
        long needed = hasTree ? ROOM_FOR_MORE : ROOM_FOR_ALL;
        return usable >= needed
                ? Optional.empty()
                : Optional.of((usable >> 20) + " MiB free, " + (needed >> 20)
                        + " MiB needed for source tree, objects and consoles");
    }

    /**
     * Makes the directory ready for a bisection. One that was not finished is left as it is, to be continued. What another
     * one found is put aside, never deleted; source tree and objects stay, because they save time whatever is built next.
     *
     * @param fresh begin anew, whatever the directory holds
     * @return the exit code of this very bisection if it has been done already and is not to be done anew
     * @throws UsageException when the directory holds another bisection
     */
    Optional<Integer> begin(Inputs inputs, boolean fresh) throws UsageException, InfraException {
        try {
            if (!fresh && Files.exists(layout.inputs())) {
                requireSame(Files.readAllLines(layout.inputs()), inputs.lines());
                if (Files.exists(layout.exitCode())) {
                    return Optional.of(
                            Integer.valueOf(Files.readString(layout.exitCode()).strip()));
                }
                if (Files.exists(journal())) {
                    return Optional.empty();
                }
            }
            putAside();
            Files.write(layout.inputs(), inputs.lines(), ON_DISK);
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new InfraException("cannot prepare the work directory " + root + ": " + e, e);
        }
    }

    /** Notes how the bisection ended. */
    void finish(int exitCode) throws InfraException {
        try {
            Files.writeString(layout.exitCode(), exitCode + "\n", ON_DISK);
        } catch (IOException e) {
            throw new InfraException("cannot write " + layout.exitCode() + ": " + e, e);
        }
    }

    private void requireSame(List<String> before, List<String> now) throws UsageException {
        List<String> changed =
                now.stream().filter(line -> !before.contains(line)).toList();
        List<String> lost = before.stream().filter(line -> !now.contains(line)).toList();
        if (!changed.isEmpty() || !lost.isEmpty()) {
            String difference = changed.isEmpty()
                    ? "is without: " + String.join(", ", lost)
                    : "differs in: " + String.join(", ", changed);
            throw new UsageException("the work directory " + root + " holds another bisection (this one " + difference
                    + "): begin anew there with --fresh, or use another directory with"
                    + " --workdir");
        }
    }

    private void putAside() throws IOException {
        Path earlier = root.resolve("earlier");
        int number = 1;
        while (Files.exists(earlier.resolve(Integer.toString(number)))) {
            number++;
        }
        Path target = earlier.resolve(Integer.toString(number));
        for (Path found : List.of(
                layout.inputs(), layout.exitCode(), journal(), log(), gitLog(), consoles(), builds(), kernels())) {
            if (Files.exists(found)) {
                Files.createDirectories(target);
                Files.move(found, target.resolve(found.getFileName()));
            }
        }
    }

    /** Where everything is. */
    public Path root() {
        return root;
    }

    Path journal() {
        return layout.journal();
    }

    Path log() {
        return layout.log();
    }

    Path gitLog() {
        return layout.gitLog();
    }

    Path debugLog() {
        return root.resolve("debug.log");
    }

    Path tree() {
        return root.resolve("tree");
    }

    Path treeState() {
        return root.resolve("tree.state");
    }

    Path objects() {
        return root.resolve("objects");
    }

    /** Git objects of commits that lack a change. */
    Path reverts() {
        return root.resolve("reverts");
    }

    Path consoles() {
        return root.resolve("consoles");
    }

    Path userSpace() {
        return root.resolve("user-space");
    }

    Path reproducer() {
        return root.resolve("reproducer");
    }

    private Path kconfig() {
        return root.resolve("kconfig");
    }

    private Path builds() {
        return root.resolve("builds");
    }

    private Path kernels() {
        return root.resolve("kernels");
    }

    /** Keeps the user's configuration as it is at the start: editing the file while kernels are built changes nothing. */
    void keepKconfig(Path original) throws InfraException {
        try {
            Files.copy(original, kconfig(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InfraException("cannot copy " + original + " to " + kconfig() + ": " + e, e);
        }
    }

    BuildRequest buildOf(String commit) {
        return new BuildRequest(
                tree(), kconfig(), builds().resolve(commit + ".log"), kernels().resolve(commit));
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        close(lockFile);
    }

    private static void close(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
