package culprit.driver.procedure;

import culprit.report.Run;
import culprit.report.crash.CrashType;
import culprit.report.crash.PseudoCrash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The crashes of a test by their kind, the most frequent first; of equally frequent ones the one that showed first.
 *
 * <p>The choice of those that stand for the bug is syzbot's since July 2023: not a hang that fewer than half of the
 * crashes are, nor a lost connection if there is anything else; no more than three kinds, and none any more once two
 * thirds of the crashes are accounted for.
 */
final class CrashGroups {
    static final String LOST_CONNECTION = "LOST_CONNECTION";
    static final String TOOL_FAILURE = CrashType.SYZ_FAILURE.label();
    private static final int MOST = 3;

    private final List<List<Run>> chosen = new ArrayList<>();

    /** Groups crashed runs; those without a title are left out. */
    CrashGroups(List<Run> crashes, boolean lostConnectionsToo) {
        List<Run> titled =
                crashes.stream().filter(run -> !run.title().isEmpty()).toList();
        Map<String, List<Run>> groups = new LinkedHashMap<>();
        titled.forEach(run ->
                groups.computeIfAbsent(typeOf(run), type -> new ArrayList<>()).add(run));
        List<List<Run>> ordered = new ArrayList<>(groups.values());
        ordered.sort(Comparator.comparing(group -> -group.size()));
        int taken = 0;
        for (List<Run> group : ordered) {
            if (chosen.size() == MOST || taken >= (titled.size() + 2) * 2 / 3) {
                break;
            }
            if (ordered.size() == 1 || !isIncidental(group, titled.size(), lostConnectionsToo)) {
                chosen.add(group);
                taken += group.size();
            }
        }
    }

    private static boolean isIncidental(List<Run> group, int crashes, boolean lostConnectionsToo) {
        String type = typeOf(group.get(0));
        return type.equals(CrashType.HANG.label())
                ? 2 * group.size() < crashes
                : !lostConnectionsToo && type.equals(LOST_CONNECTION);
    }

    /** The kind of a crash as syzbot's logs name it. */
    static String typeOf(Run crash) {
        if (crash.title().equals(PseudoCrash.LOST_CONNECTION.title())) {
            return LOST_CONNECTION;
        }
        String label = CrashType.of(crash.title()).label();
        return label.isEmpty() ? "UNKNOWN" : label;
    }

    /** The first crash of the most frequent kind that stands for the bug. */
    Optional<Run> representative() {
        return chosen.stream().findFirst().map(group -> group.get(0));
    }

    /** The kinds that stand for the bug. */
    List<String> types() {
        return chosen.stream().map(group -> typeOf(group.get(0))).toList();
    }
}
