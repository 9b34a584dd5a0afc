package culprit.driver.replay;

import culprit.git.ReleaseTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All releases, of which a log since September 2023 names a sample and the number. */
final class SampledReleases {
    /** Linux's major versions with their last minor one, after which the next major version follows. */
    private static final Map<Integer, Integer> LAST_MINOR = Map.of(3, 19, 4, 20, 5, 19, 6, 19);

    private SampledReleases() {}

    /**
     * The releases from the newest to the oldest of a sample of main releases, such as v6.5 and v6.3; those left out by
     * the sample are put in. Nothing if that does not come to the number, as where stable releases are among them.
     *
     * @param names newest first
     * @param commitOf the commit of a release
     */
    static Optional<List<ReleaseTag>> all(List<String> names, int number, Function<String, String> commitOf) {
        List<ReleaseTag> all = new ArrayList<>();
        for (String name : names) {
            Optional<ReleaseTag> next = ReleaseTag.parse(name, commitOf.apply(name));
            if (next.isEmpty() || next.get().patch() > 0) {
                return Optional.empty();
            }
            while (!all.isEmpty() && all.size() < number && isGap(all.get(all.size() - 1), next.get())) {
                String between = before(all.get(all.size() - 1));
                ReleaseTag.parse(between, commitOf.apply(between)).ifPresent(all::add);
            }
            all.add(next.get());
        }
        return all.size() == number ? Optional.of(all) : Optional.empty();
    }

    private static boolean isGap(ReleaseTag newer, ReleaseTag older) {
        return !before(newer).equals(older.name());
    }

    private static String before(ReleaseTag release) {
        return release.minor() > 0
                ? "v" + release.major() + "." + (release.minor() - 1)
                : "v" + (release.major() - 1) + "." + LAST_MINOR.getOrDefault(release.major() - 1, 0);
    }
}
