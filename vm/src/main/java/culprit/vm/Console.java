package culprit.vm;

import culprit.report.crash.Crash;
import culprit.report.crash.CrashParser;
import culprit.report.crash.CrashRules;
import culprit.report.crash.CrashStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a guest has written so far. The guest is hostile: whatever it prints, memory holds only what {@link CrashStream}
 * and {@link ConsoleFile} keep. Used by one thread.
 */
public final class Console implements AutoCloseable {
    /** A sign of a crash where a kernel restarts; guests here never do, so it only says that one boots. */
    private static final String BOOTING = "Booting the kernel.";

    private final CrashParser parser;
    private final ConsoleFile file;
    private CrashStream stream;

    /** Finds what these rules call a crash on the console of a guest that is started once. */
    public static CrashParser parser(CrashRules rules) {
        return new CrashParser(rules.ignoring(BOOTING));
    }

    /** Copies everything into the file. */
    public Console(CrashParser parser, ConsoleFile file) {
        this.parser = parser;
        this.file = file;
        this.stream = new CrashStream(parser);
    }

    /** Takes what the guest has written. */
    void append(byte[] bytes, int offset, int length) {
        file.append(bytes, offset, length);
        if (!stream.isFull()) {
            stream.append(bytes, offset, length);
        }
    }

    /** From here on crashes are looked for anew: what was written before belongs to another stage of the guest's life. */
    void beginStage() {
        stream = new CrashStream(parser);
    }

    /** How many lines in this stage have announced a crash, or a part of one. */
    int announcements() {
        return stream.announcements();
    }

    /** Whether nothing that is still to come belongs to the report of the first crash in this stage. */
    boolean isFull() {
        return stream.isFull();
    }

    /** The first crash in this stage, once nothing more is written; asked once. */
    public Optional<Crash> crash() {
        return stream.take();
    }

    /** The file that it is kept in. */
    public Path path() {
        return file.path();
    }

    @Override
    public void close() {
        file.close();
    }
}
