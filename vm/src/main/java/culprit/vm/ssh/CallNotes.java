package culprit.vm.ssh;

import culprit.vm.GuestLines;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Understands the notes on system calls that {@code run.sh} passes on from the reproducer: a digit for each, as calls.c
 * writes them. Used by one thread.
 */
final class CallNotes {
    /** Longer than any answer. */
    private static final int LONGEST_LINE = 2048;

    private static final Pattern NOTES = Pattern.compile("alive ([0-3]{1024})");

    private static final char MISSING = '1';

    /** More are not worth telling. */
    private static final int MOST = 64;

    private final GuestLines lines = new GuestLines(LONGEST_LINE, this::understand);
    private List<Integer> missing = List.of();

    void take(byte[] bytes, int length) {
        lines.take(bytes, length);
    }

    private void understand(String line) {
        Matcher notes = NOTES.matcher(line);
        if (notes.matches()) {
            String digits = notes.group(1);
            missing = IntStream.range(0, digits.length())
                    .filter(number -> digits.charAt(number) == MISSING)
                    .limit(MOST)
                    .boxed()
                    .toList();
        }
    }

    /** The numbers of the system calls that the reproducer made and the kernel does not have, as far as is known, in order. */
    List<Integer> missing() {
        return missing;
    }
}
