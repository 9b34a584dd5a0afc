package culprit.driver.replay;

import culprit.driver.replay.Divergence.Kind;
import culprit.report.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** Compares our log with a recorded one, byte by byte as ours comes, up to the first difference. */
final class Comparison {
    private static final int SHOWN = 300;
    private static final int END = -1;

    private final InputStream recorded;
    private final StringBuilder current = new StringBuilder();
    private long line = 1;
    private Optional<Divergence> difference = Optional.empty();
    private Optional<Divergence> beyond = Optional.empty();

    /** A comparison with a log that is read from its start; closed by whoever opened it. */
    Comparison(InputStream recorded) {
        this.recorded = recorded;
    }

    /** Ours goes on with these bytes, which end with a newline unless the log does not. */
    void compare(byte[] ours) {
        for (int i = 0; i < ours.length && difference.isEmpty() && beyond.isEmpty(); i++) {
            int other = read();
            if (other == Byte.toUnsignedInt(ours[i])) {
                pass((char) other);
            } else if (other == END) {
                beyond = Optional.of(new Divergence(line, Kind.TEXT, current.toString(), current + rest(ours, i)));
            } else {
                String start = current.toString();
                difference = Optional.of(
                        new Divergence(line, Kind.TEXT, start + restOfRecorded(other), start + rest(ours, i)));
            }
        }
    }

    private void pass(char passed) {
        if (passed == '\n') {
            line++;
            current.setLength(0);
        } else if (current.length() < SHOWN) {
            current.append(passed);
        }
    }

    /** Where the logs differ first, as far as both go. */
    Optional<Divergence> difference() {
        return difference;
    }

    /** Where ours went on although the recorded one was over. */
    Optional<Divergence> beyond() {
        return beyond;
    }

    /** Where the recorded log goes on although ours is over, for this reason. Reads on, hence to be asked once. */
    Optional<Divergence> rest(Kind kind, String reason) {
        int next = beyond.isPresent() ? END : read();
        return next == END
                ? Optional.empty()
                : Optional.of(new Divergence(line, kind, current + restOfRecorded(next), reason));
    }

    /** The number of the recorded log's line that was reached. */
    long line() {
        return line;
    }

    private String restOfRecorded(int first) {
        StringBuilder rest = new StringBuilder();
        for (int next = first; next != END && next != '\n'; next = read()) {
            if (rest.length() < SHOWN) {
                rest.append((char) next);
            }
        }
        return rest.toString();
    }

    private static String rest(byte[] ours, int from) {
        int end = from;
        while (end < ours.length && ours[end] != '\n' && end - from < SHOWN) {
            end++;
        }
        return RawText.of(Arrays.copyOfRange(ours, from, end));
    }

    private int read() {
        try {
            return recorded.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
