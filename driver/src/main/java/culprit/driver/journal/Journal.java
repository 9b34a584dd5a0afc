package culprit.driver.journal;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.report.Event;
import culprit.report.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The truth about a bisection: every event in a file, which a later process reads to continue.
 *
 * <ul>
 *   <li>An event is on disk before {@link #accept} returns, so before anything is done because of it.
 *   <li>A bisection that continues tells from the beginning. What the file holds already is not written once more.
 *   <li>The end of a bisection puts the file into the order in which things were told, and leaves out what was not told
 *       again, such as runs that this machine had spoiled.
 *   <li>If the file cannot be written, {@link #accept} throws and the bisection stops; nothing is written after that.
 * </ul>
 *
 * <p>The caller sees to it that nobody else writes, and that events come one at a time.
 */
public final class Journal implements EventSink {
    private final Path path;
    private final List<Event> loaded;
    private final List<Event> written;
    private final List<Event> told = new ArrayList<>();

    /** How often each event is in the file and has not been told again. */
    private final Map<Event, Integer> untold = new HashMap<>();

    /** The runs of the present test that have been announced; those that have to be made again are not new. */
    private final Set<Event.RunStarted> announced = new HashSet<>();

    private final Appender file;

    private boolean failed;

    private Journal(Path path, List<Event> loaded, Appender file) {
        this.path = path;
        this.loaded = List.copyOf(loaded);
        this.written = new ArrayList<>(loaded);
        this.file = file;
        loaded.forEach(event -> untold.merge(event, 1, Integer::sum));
    }

    /**
     * Opens the journal for writing, with what it holds; makes it if needed. A last line that is incomplete is removed.
     *
     * @throws UsageException when it is damaged or of another version
     * @throws InfraException when it cannot be read or written
     */
    public static Journal open(Path path) throws UsageException, InfraException {
        return open(path, Appender::forcing);
    }

    /** The same with another way to append. */
    static Journal open(Path path, Appender.Opener opener) throws UsageException, InfraException {
        JournalFile.Content content = JournalFile.read(path);
        try {
            if (content.length() == 0) {
                JournalFile.replace(path, List.of());
            } else if (content.length() < Files.size(path)) {
                try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    file.truncate(content.length()).force(true);
                }
            }
            return new Journal(path, content.events(), opener.open(path));
        } catch (IOException e) {
            throw new InfraException("cannot write the journal " + path + ": " + e, e);
        }
    }

    /** What a journal holds at this moment; another process may be writing it. */
    public static List<Event> read(Path path) throws UsageException, InfraException {
        return JournalFile.read(path).events();
    }

    /**
     * Forgets what a journal holds of one commit, and what was decided after the commit was first built. What was found
     * out about other commits stays, for whatever is decided then.
     */
    public static void forget(Path path, String commit) throws UsageException, InfraException {
        List<Event> kept = new ArrayList<>();
        boolean met = false;
        for (Event event : read(path)) {
            boolean isEvidence = event instanceof Event.Evidence;
            boolean ofCommit = event instanceof Event.Evidence evidence
                    && evidence.commit().equals(commit);
            met |= ofCommit;
            if (!ofCommit && (isEvidence || !met)) {
                kept.add(event);
            }
        }
        try {
            JournalFile.replace(path, kept);
        } catch (IOException e) {
            throw new InfraException("cannot write the journal " + path + ": " + e, e);
        }
    }

    /** What the file held when it was opened, in its order. */
    public List<Event> loaded() {
        return loaded;
    }

    /** When the bisection began, if the file told so when it was opened. */
    public Optional<Instant> begun() {
        return loaded.stream()
                .filter(Event.BisectionStarted.class::isInstance)
                .map(event -> ((Event.BisectionStarted) event).at())
                .findFirst();
    }

    /**
     * Makes sure that the event is on disk.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void accept(Event event) {
        if (event instanceof Event.TestStarted) {
            announced.clear();
        }
        if (event instanceof Event.RunStarted run && !announced.add(run)) {
            return;
        }
        told.add(event);
        if (untold.merge(event, -1, Integer::sum) < 0) {
            untold.remove(event);
            append(event);
        }
        if (event instanceof Event.BisectionFinished && !told.equals(written)) {
            rewrite();
        }
    }

    private void append(Event event) {
        if (failed) {
            throw failure("an earlier attempt failed", new IOException("closed"));
        }
        try {
            file.append(JournalFile.line(event));
        } catch (IOException e) {
            failed = true; // Half a line may be there, and nothing may follow it.
            throw failure("cannot write the journal", e);
        }
        written.add(event);
    }

    private void rewrite() {
        try {
            JournalFile.replace(path, told);
        } catch (IOException e) {
            throw failure("cannot put the journal into its final order", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failure("cannot close the journal", e);
        }
    }

    private UncheckedIOException failure(String what, IOException cause) {
        String message =
                path + ": " + what + " (" + cause + "); check that the directory exists and has space left, then"
                        + " start again: what is in the journal is not lost";
        return new UncheckedIOException(message, cause);
    }
}
