package culprit.driver.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Outcome;
import culprit.report.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which crash stands for a test. Crashes are given as the kinds of their titles, in the order of the runs. */
class CrashGroupsTest {
    private static CrashGroups of(String kinds, boolean lostConnectionsToo) {
        List<Run> crashes = new ArrayList<>();
        for (String kind : kinds.split(" ", -1)) {
            crashes.add(Run.recorded(crashes.size(), Outcome.CRASHED, title(kind)));
        }
        return new CrashGroups(crashes, lostConnectionsToo);
    }

    private static String title(String kind) {
        return switch (kind) {
            case "KASAN" -> "KASAN: slab-out-of-bounds Read in f";
            case "BUG" -> "kernel BUG in f";
            case "LOCKDEP" -> "possible deadlock in f";
            case "HANG" -> "INFO: task hung in f";
            case "WARNING" -> "WARNING in f";
            case "LOST" -> "lost connection to test machine";
            case "UNKNOWN" -> "something odd";
            case "UNTITLED" -> "";
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "KASAN KASAN BUG KASAN BUG KASAN LOCKDEP, 0, KASAN-READ BUG",
        "KASAN KASAN HANG KASAN HANG HANG WARNING, 0, KASAN-READ WARNING",
        "KASAN KASAN HANG HANG HANG HANG, 2, HANG KASAN-READ",
        "UNKNOWN UNKNOWN HANG UNKNOWN HANG UNKNOWN, 0, UNKNOWN",
        "LOST WARNING LOST WARNING LOST WARNING, 1, WARNING",
        "LOST LOST LOST LOST LOST LOST, 0, LOST_CONNECTION",
        "HANG HANG, 0, HANG",
        "UNTITLED WARNING, 1, WARNING",
        "KASAN BUG WARNING LOCKDEP UNKNOWN, 0, KASAN-READ BUG WARNING",
    })
    void theMostFrequentKindStandsForTheTest(String kinds, int representative, String types) {
        CrashGroups groups = of(kinds, false);
        assertThat(groups.representative().orElseThrow().number()).isEqualTo(representative);
        assertThat(String.join(" ", groups.types())).isEqualTo(types);
    }

    @Test
    void withoutACrashNothingStandsForTheTest() {
        CrashGroups none = new CrashGroups(List.of(), false);
        assertThat(none.representative()).isEmpty();
        assertThat(none.types()).isEmpty();
    }

    @Test
    void kindsOfWhichNoneIsTrustedStandForNothing() {
        CrashGroups mixed = of("HANG LOST LOST", false);
        assertThat(mixed.representative()).isEmpty();
        assertThat(mixed.types()).isEmpty();
    }

    @Test
    void lostConnectionsOnceStoodForTheTestLikeAnyCrash() {
        assertThat(of("LOST WARNING LOST", true).types()).containsExactly("LOST_CONNECTION", "WARNING");
    }
}
