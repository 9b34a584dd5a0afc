package culprit.driver.procedure;

import culprit.git.ReleaseTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which releases are worth a test. */
final class Releases {
    private Releases() {}

    /** Of releases from the newest to the oldest, those to test. */
    static List<ReleaseTag> pick(List<ReleaseTag> releases, Rules rules) {
        List<ReleaseTag> recent =
                oldestUnbuildable(rules).map(limit -> before(releases, limit)).orElse(releases);
        return rules.has(Rule.RELEASES_SAMPLED) ? sample(recent) : recent;
    }

    private static Optional<String> oldestUnbuildable(Rules rules) {
        if (rules.has(Rule.RELEASES_AFTER_4_18)) {
            return Optional.of("v4.18");
        }
        if (rules.has(Rule.RELEASES_AFTER_4_5)) {
            return Optional.of("v4.5");
        }
        return rules.has(Rule.RELEASES_AFTER_4_0) ? Optional.of("v4.0") : Optional.empty();
    }

    /** Only if the limit itself is among them: that is syzbot's way to see that these are releases of Linux. */
    private static List<ReleaseTag> before(List<ReleaseTag> releases, String limit) {
        for (int i = 0; i < releases.size(); i++) {
            if (releases.get(i).name().equals(limit)) {
                return releases.subList(0, i);
            }
        }
        return releases;
    }

    /**
     * Of the stable releases on top of the newest main release: the two newest, and the middle one if there are more
     * than five. Of the others: the first three, then every second and from the twelfth on every third, and the last.
     */
    static List<ReleaseTag> sample(List<ReleaseTag> releases) {
        int stable = 0;
        while (stable < releases.size() && releases.get(stable).patch() > 0) {
            stable++;
        }
        List<ReleaseTag> picked = new ArrayList<>(releases.subList(0, Math.min(2, stable)));
        if (stable > 5) {
            picked.add(releases.get(stable / 2));
        }
        List<ReleaseTag> main =
                releases.stream().filter(release -> release.patch() == 0).toList();
        for (int i = 0; i < main.size(); i++) {
            boolean sampled = i < 3 || (i <= 10 && i % 2 == 0) || (i > 10 && i % 3 == 0);
            if (sampled || i == main.size() - 1) {
                picked.add(main.get(i));
            }
        }
        return picked;
    }
}
