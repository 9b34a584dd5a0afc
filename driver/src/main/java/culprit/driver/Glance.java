package culprit.driver;

import culprit.driver.journal.Journal;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.report.terminal.Standing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a work directory shows to those who do not own it: nothing in it is changed, and nobody is kept from it.
 *
 * @param directory the work directory
 * @param standing where its bisection stands
 * @param atWork whether a process is working on it
 * @param runs of the reproducer at each revision
 * @param log the bisection's log
 */
public record Glance(Path directory, Standing standing, boolean atWork, int runs, Path log) {

    /**
     * Looks into a directory that this process itself does not work on.
     *
     * @throws UsageException when there is no bisection in it, or its journal cannot be understood
     */
    public static Glance at(Path directory) throws UsageException, InfraException {
        Layout layout = Layout.ofBisection(directory);
        try {
            boolean atWork = isTaken(layout.lock());
            Standing standing = Standing.of(Journal.read(layout.journal()));
            return new Glance(
                    layout.root(),
                    standing,
                    atWork,
                    Inputs.read(layout.inputs()).runs(),
                    layout.log());
        } catch (IOException e) {
            throw new InfraException("cannot read the work directory " + layout.root() + ": " + e, e);
        }
    }

    /** A shared lock cannot be had while a process holds its exclusive one; if it can, it is given back at once. */
    private static boolean isTaken(Path lock) throws IOException {
        try (FileChannel file = FileChannel.open(lock);
                FileLock shared = file.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
