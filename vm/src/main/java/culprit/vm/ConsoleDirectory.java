package culprit.vm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Where the consoles of guests are kept: of each run {@code <name>.txt.gz}, what the guest wrote, and {@code
 * <name>.times}, when it did. Safe for use by several threads, one run each.
 *
 * <p>A console that cannot be written, as on a full disk, is no reason to lose the run: its file stops, and the first
 * such failure is told to {@code warnings}.
 */
public final class ConsoleDirectory {
    private final Path path;
    private final long limit;
    private final Consumer<String> warnings;
    private final LongSupplier nanoTime;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Consoles in a directory, which exists when the first one is opened.
     *
     * @param limit kept of one console, in bytes before compression: at least 2
     */
    public ConsoleDirectory(Path path, long limit, Consumer<String> warnings) {
        this(path, limit, warnings, System::nanoTime);
    }

    /** The same with another clock. */
    ConsoleDirectory(Path path, long limit, Consumer<String> warnings, LongSupplier nanoTime) {
        this.path = path.toAbsolutePath();
        this.limit = limit;
        this.warnings = warnings;
        this.nanoTime = nanoTime;
    }

    public Path path() {
        return path;
    }

    /** Begins the console of a run; one of that name that is there already is replaced. */
    public ConsoleFile begin(String name) {
        return new ConsoleFile(path.resolve(name + ".txt.gz"), path.resolve(name + ".times"), this);
    }

    long limit() {
        return limit;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    void failed(Path file, IOException failure) {
        if (!warned.getAndSet(true)) {
            warnings.accept("cannot write " + file + " to its end (" + failure.getMessage()
                    + "): the runs go on without their consoles; make room on the disk");
        }
    }
}
