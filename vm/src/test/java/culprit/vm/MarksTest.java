package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarksTest {
    private final Marks marks = new Marks("c0ffee");

    private void next(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        marks.next(bytes, bytes.length);
    }

    @Test
    void tellsWhereInTheLastBytesTheReproducersTimeBegins() {
        next("[    0.1] booting\nculprit-ready c0ffee\r\nmore");
        assertThat(marks.endOfReady()).hasValue("[    0.1] booting\nculprit-ready c0ffee".length());
    }

    @Test
    void findsMarksThatArriveByteByByte() {
        String text = "xculprit-ready c0ffee\nculprit-exit c0ffee 137\r\n";
        int readyAt = -1;
        int exitAt = -1;
        for (int i = 0; i < text.length(); i++) {
            next(text.substring(i, i + 1));
            if (readyAt < 0 && marks.endOfReady().isPresent()) {
                assertThat(marks.endOfReady()).hasValue(1);
                readyAt = i;
            }
            if (marks.exit().isPresent()) {
                assertThat(marks.exit()).hasValue(137);
                exitAt = i;
            }
        }
        assertThat(readyAt).isEqualTo("xculprit-ready c0ffee".length() - 1);
        assertThat(exitAt).isEqualTo(text.length() - 1);
    }

    @Test
    void anExitCodeIsNotTakenBeforeItIsWhole() {
        next("culprit-exit c0ffee 1");
        assertThat(marks.exit()).isEmpty();
        next("26\n");
        assertThat(marks.exit()).hasValue(126);
    }

    @Test
    void theWordsOfSomebodyElseAreOnlyText() {
        next("culprit-ready decaf\nculprit-exit decaf 0\n");
        assertThat(marks.endOfReady()).isEmpty();
        assertThat(marks.exit()).isEmpty();
    }
}
