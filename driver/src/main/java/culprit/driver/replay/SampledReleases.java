package culprit.driver.replay;

import culprit.driver.procedure.Rules;
import culprit.git.ReleaseTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All releases, of which a log since September 2023 names the sample that was tested, and the number of all. */
final class SampledReleases {
    private final List<ReleaseTag> sample;
    private final int number;
    private final String unknown;

    /**
     * A sample.
     *
     * @param sample newest first
     * @param number of all releases
     * @param unknown the commit of those that are not in the sample
     */
    SampledReleases(List<ReleaseTag> sample, int number, String unknown) {
        this.sample = sample;
        this.number = number;
        this.unknown = unknown;
    }

    /**
     * As many releases as there were, with the sample in the places from which the rules pick it. Nothing if they would
     * pick none such, however many stable releases came first.
     */
    Optional<List<ReleaseTag>> all(Rules rules) {
        for (int stable = 0; stable <= number; stable++) {
            List<ReleaseTag> all = new ArrayList<>();
            for (int place = 0; place < number; place++) {
                all.add(new ReleaseTag("v0." + place, unknown, 0, place, ReleaseTag.FINAL, place < stable ? 1 : 0));
            }
            List<ReleaseTag> picked = rules.releasesToTest(all);
            if (isLikeSample(picked)) {
                for (int i = 0; i < picked.size(); i++) {
                    all.set(picked.get(i).minor(), sample.get(i));
                }
                return Optional.of(all);
            }
        }
        return Optional.empty();
    }

    private boolean isLikeSample(List<ReleaseTag> picked) {
        return stableOnes(picked) == stableOnes(sample) && picked.size() == sample.size();
    }

    private static long stableOnes(List<ReleaseTag> releases) {
        return releases.stream().filter(release -> release.patch() > 0).count();
    }
}
