package culprit.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final StatusLine LINE = new StatusLine(
            "testing 6b3d933000cb",
            Duration.ofSeconds(12),
            List.of("step 4 of ~6", "~2m10s to go", "runs 3/10, 2 crashed"));

    @Test
    void fitsEightyColumnsInItsUsualForm() {
        assertThat(LINE.text(80))
                .isEqualTo("testing 6b3d933000cb  0:12 | step 4 of ~6 | ~2m10s to go | runs 3/10, 2 crashed");
    }

    @Test
    void leavesTheLastColumnOfANarrowTerminalFree() {
        assertThat(LINE.text(40)).isEqualTo("testing 6b3d933000cb  0:12 | step 4 of ");
        assertThat(LINE.text(1)).isEmpty();
        assertThat(LINE.text(0)).isEmpty();
    }

    @Test
    void doesNotCutACharacterInTwo() {
        StatusLine line = new StatusLine("\ud83d\ude00\ud83d\ude00", Duration.ZERO, List.of());

        assertThat(line.text(2)).isEqualTo("\ud83d\ude00");
    }
}
