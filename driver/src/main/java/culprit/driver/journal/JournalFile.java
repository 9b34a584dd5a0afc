package culprit.driver.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.report.Event;
import culprit.report.EventFormatException;
import culprit.report.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a journal on disk: a line that says what it is, then one event per line, all in JSON.
 *
 * <p>A line counts once its newline is there. What follows the last newline was being written when a process or the
 * machine ended, or is being written right now by another process; so was a last line that is damaged. Either is left
 * out. Damage anywhere else is an error.
 */
final class JournalFile {
    private static final String HEADER = "{\"journal\":\"culprit\",\"version\":1}";
    private static final String WAY_OUT =
            "; begin anew with culprit bisect --fresh, which keeps what is there in earlier/";

    private JournalFile() {}

    /**
     * What a file holds.
     *
     * @param length of the part of the file that counts, in bytes; 0 if not even the first line is complete
     */
    record Content(List<Event> events, long length) {
        static final Content NONE = new Content(List.of(), 0);

        Content {
            events = List.copyOf(events);
        }
    }

    /** Reads a file without touching it. One that does not exist holds nothing. */
    static Content read(Path file) throws UsageException, InfraException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Content.NONE;
        } catch (IOException e) {
            throw new InfraException("cannot read the journal " + file + ": " + e, e);
        }
        List<Event> events = new ArrayList<>();
        int number = 1;
        int begin = 0;
        for (int end = newline(bytes, 0); end >= 0; end = newline(bytes, begin)) {
            String line = new String(bytes, begin, end - begin, UTF_8);
            if (number == 1) {
                requireHeader(file, line);
            } else {
                try {
                    events.add(EventJson.event(line));
                } catch (EventFormatException e) {
                    if (newline(bytes, end + 1) < 0) {
                        break;
                    }
                    throw new UsageException(
                            file + ":" + number + ": the journal is damaged (" + e.getMessage() + ")" + WAY_OUT, e);
                }
            }
            begin = end + 1;
            number++;
        }
        return new Content(events, begin);
    }

    private static int newline(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static void requireHeader(Path file, String line) throws UsageException {
        if (!line.equals(HEADER)) {
            throw new UsageException(file + ":1: expected the journal of this version of Culprit, which begins with "
                    + HEADER + "; it is damaged, or of another version that can go on with it" + WAY_OUT);
        }
    }

    /** The line of an event, with its newline. */
    static byte[] line(Event event) {
        return (EventJson.line(event) + "\n").getBytes(UTF_8);
    }

    /** Puts a journal of these events in the place of the file: at any time the old one is there or the new one. */
    static void replace(Path file, List<Event> events) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes((HEADER + "\n").getBytes(UTF_8));
        events.forEach(event -> content.writeBytes(line(event)));
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
            out.write(content.toByteArray());
            out.getFD().sync();
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true); // The name, too, must be there when the power fails.
        }
    }
}
