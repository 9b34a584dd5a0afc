package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelLineTest {
    @Test
    void tellsThePrinterFromTheText() {
        assertThat(KernelLine.of("no prefix")).isEqualTo(new KernelLine("", "no prefix", false));
        assertThat(KernelLine.of("[    1.25] text")).isEqualTo(new KernelLine("console", "text", false));
        assertThat(KernelLine.of("[    1.25][  T12] text")).isEqualTo(new KernelLine("[  T12]", "text", false));
        assertThat(KernelLine.of("<4>[    1.25][    C0] text")).isEqualTo(new KernelLine("[    C0]", "text", false));
        assertThat(KernelLine.of("gizmo login: [    1.25] text")).isEqualTo(new KernelLine("console", "text", false));
        assertThat(KernelLine.of("** 7 printk messages dropped ** [    1.25] text"))
                .isEqualTo(new KernelLine("console", "text", false));
        assertThat(KernelLine.of("[    1.25]text").context()).isEmpty();
    }

    @Test
    void marksFramesThatAreGuesses() {
        assertThat(KernelLine.of("[    1.25]  ? f+0x1/0x2")).isEqualTo(new KernelLine("console", " f+0x1/0x2", true));
        assertThat(KernelLine.of("[    1.25]  f+0x1/0x2 (unreliable)"))
                .isEqualTo(new KernelLine("console", " f+0x1/0x2", true));
        assertThat(KernelLine.of("[    1.25]  <EOI> ? f+0x1/0x2").questionable())
                .isFalse();
        assertThat(KernelLine.of("  ? f+0x1/0x2").questionable()).isFalse();
    }
}
