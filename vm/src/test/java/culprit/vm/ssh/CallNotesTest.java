package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallNotesTest {
    private static final String ZEROS = "0".repeat(1024);

    private final CallNotes notes = new CallNotes();

    private void take(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        notes.take(bytes, bytes.length);
    }

    private static String with(char note, int... calls) {
        StringBuilder digits = new StringBuilder(ZEROS);
        for (int call : calls) {
            digits.setCharAt(call, note);
        }
        return digits.toString();
    }

    @Test
    void theLastNotesCount() {
        take("alive " + with('1', 0, 425, 1023) + "\r\nalive " + with('1', 7) + "\nalive\nalive " + with('1', 8));
        assertThat(notes.missing()).containsExactly(7);
        take("\n");
        assertThat(notes.missing()).containsExactly(8);
    }

    @Test
    void aCallThatWorkedOnceIsThere() {
        take("alive " + with('3', 1, 2) + "\nalive " + with('2', 3) + "\n");
        assertThat(notes.missing()).isEmpty();
    }

    @Test
    void whatNobodyHereWritesSaysNothing() {
        take("alive " + with('4', 5) + "\nalive " + with('1', 5) + "0\n " + "alive " + with('1', 5) + "\n"
                + with('1', 5) + "\nalive " + with('1', 5).substring(1) + "\nalive " + "1".repeat(1 << 20));
        assertThat(notes.missing()).isEmpty();
        take("\nalive " + "1".repeat(1024) + "\n");
        assertThat(notes.missing()).hasSize(64);
    }
}
