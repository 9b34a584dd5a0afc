package culprit.report;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the search as {@code git bisect log} of git 2.22 to 2.36 shows it, so that {@code git bisect replay} goes on
 * where the search is.
 *
 * <ul>
 *   <li>What an event says is handed to the operating system before {@link #accept} returns.
 *   <li>The file is indispensable: if it cannot be written, {@link #accept} throws and the bisection stops.
 *   <li>The file is empty until the search begins, and stays so if it never does.
 * </ul>
 *
 * <p>Owned by one thread.
 */
public final class GitBisectLog implements EventSink {
    private final GitBisectText text;
    private final LogFile file;

    /**
     * Opens the log; a file of that name is replaced.
     *
     * @param titles by their ids, the titles of commits that may be named before any event tells them, such as good
     *     commits that are taken on trust; without its title, a commit is logged by its id alone
     * @param arguments of {@code git bisect start}: how the search is limited
     * @throws UncheckedIOException if the file cannot be made
     */
    public GitBisectLog(Path path, Map<String, String> titles, List<String> arguments) {
        this.text = new GitBisectText(titles, arguments);
        this.file = new LogFile(path);
    }

    /** Opens the log of a search without limits. */
    public GitBisectLog(Path path, Map<String, String> titles) {
        this(path, titles, List.of());
    }

    /**
     * Writes what the event says.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    @Override
    public void accept(Event event) {
        file.write(RawText.bytes(text.of(event)));
    }

    @Override
    public void close() {
        file.close();
    }
}
