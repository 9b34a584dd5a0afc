package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class LongLogTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void keepsNoMoreThanOneTextOfALog() throws IOException {
        byte[] line = RawText.bytes("fly.c:1:2: error: " + "x".repeat(80) + "\n");

        assertRoundTrip("testing commit " + EventTexts.commit(1) + " with gcc\n", line, 100 * MEGABYTE / line.length);
    }

    @Test
    void readsAnEndlessLineInPieces() throws IOException {
        assertRoundTrip("run #0: crashed: ", RawText.bytes("x".repeat(1000)), 50_000);
    }

    @Test
    void keepsAnOutcomeOfMegabytesInOrder() {
        String line = "ssh: " + "y".repeat(1000) + "\n";
        String log = "run #0: failed: scp\n" + line.repeat(3000) + "run #1: OK\nrun #2: failed: z\n" + line;

        Recordings.ReadLog read = Recordings.read(log);

        assertThat(Arrays.equals(read.written(), RawText.bytes(log))).isTrue();
        assertThat(read.reading().unknown()).isZero();
    }

    private static void assertRoundTrip(String head, byte[] part, int times) throws IOException {
        CRC32 expected = new CRC32();
        expected.update(RawText.bytes(head));
        for (int i = 0; i < times; i++) {
            expected.update(part);
        }
        InputStream log = new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(RawText.bytes(head)), new Repeated(part, times))));
        SyzbotText text = new SyzbotText(Era.EARLY_2020);
        CRC32 actual = new CRC32();
        int[] longest = {0};
        LogReader.read(log, (number, event) -> {
            byte[] written = text.of(event);
            actual.update(written);
            longest[0] = Math.max(longest[0], written.length);
        });

        assertThat(actual.getValue()).isEqualTo(expected.getValue());
        assertThat(longest[0]).isLessThan(3 * MEGABYTE);
    }

    /** The same bytes again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] part;
        private final long length;
        private long at;

        private Repeated(byte[] part, int times) {
            this.part = part;
            this.length = (long) part.length * times;
        }

        @Override
        public int read() {
            return at == length ? -1 : part[(int) (at++ % part.length)] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (at == length) {
                return -1;
            }
            int from = (int) (at % part.length);
            int read = Math.min(count, part.length - from);
            System.arraycopy(part, from, bytes, offset, read);
            at += read;
            return read;
        }
    }
}
