package culprit.vm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Understands what a guest's init says on its channel (the first comment of init.c lists its words), however the bytes
 * arrive. Anything in the guest may write there: lines without the token are noise, and what is kept is bounded. Used by
 * one thread.
 */
final class InitWords {
    /** Longer than any line of init. */
    private static final int LONGEST_LINE = 4096;

    /** Of the reproducer's output, in bytes. */
    private static final int MOST_OUTPUT = 128 << 10;

    /** Some numbers of system calls; init tells of no more. */
    private static final Pattern CALLS = Pattern.compile("(?:[0-9]{1,4} ){0,63}[0-9]{1,4}");

    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-f]{2})");

    private final String start;
    private final GuestLines lines = new GuestLines(LONGEST_LINE, this::understand);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private OptionalInt processors = OptionalInt.empty();
    private OptionalInt exit = OptionalInt.empty();
    private Optional<String> failure = Optional.empty();
    private List<Integer> missing = List.of();

    InitWords(String token) {
        start = token + " ";
    }

    /** Takes the next bytes. */
    void take(byte[] bytes, int length) {
        lines.take(bytes, length);
    }

    private void understand(String text) {
        if (!text.startsWith(start)) {
            return;
        }
        String[] words = text.substring(start.length()).split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "ready" -> processors = number(rest);
            case "exit" -> exit = number(rest);
            case "failed" -> failure = Optional.of(rest.replaceAll("[^ -~]", "?"));
            case "missing" -> missing = calls(rest);
            case "output" -> keep(rest);
            default -> {} // "alive" says it all by being said
        }
    }

    private static OptionalInt number(String text) {
        return text.matches("[0-9]{1,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static List<Integer> calls(String text) {
        return CALLS.matcher(text).matches()
                ? Stream.of(text.split(" ", -1)).map(Integer::valueOf).toList()
                : List.of();
    }

    private void keep(String escaped) {
        Matcher matcher = ESCAPED.matcher(escaped);
        String raw = matcher.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        output.write(bytes, 0, Math.min(bytes.length, MOST_OUTPUT - output.size()));
    }

    /** Whether user space has come up and waits for the order to start. */
    boolean ready() {
        return processors.isPresent();
    }

    /** How many processors the guest has in use; empty before it is ready. */
    OptionalInt processors() {
        return processors;
    }

    /** The exit code of the reproducer, as a shell gives it, once it has ended. */
    OptionalInt exit() {
        return exit;
    }

    /** Why the reproducer could not be executed, printable. */
    Optional<String> failure() {
        return failure;
    }

    /** The numbers of the system calls that the reproducer made and the kernel does not have, in order. */
    List<Integer> missing() {
        return missing;
    }

    /** What the reproducer printed, up to a limit. */
    byte[] output() {
        return output.toByteArray();
    }
}
