package culprit.vm.ssh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines as Go's {@code %q} writes lists of printable text: {@code ["scp" "-P" "22"]}. */
final class QuotedWords {
    private QuotedWords() {}

    /** Gives raw text: each byte of the UTF-8 form is a character. */
    static String of(List<String> words) {
        String text = words.stream().map(QuotedWords::quoted).collect(Collectors.joining(" ", "[", "]"));
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
