package culprit.driver.belief;

import java.time.Duration;

/**
 * What a strategy is told before it begins.
 *
 * @param confidence from which on a commit is named, from 0.5 up to but not including 1
 * @param guests how many runs are made at the same time, at least 1
 * @param falseCrashRate share of the runs that crash as the bug does although it is not there; more than 0, because
 *     nothing is impossible
 * @param older the chance that the bug is older than the range, before any run
 * @param build how long a build takes, until one was measured
 * @param run how long a run takes, until one was measured
 */
public record Settings(
        double confidence, int guests, double falseCrashRate, double older, Duration build, Duration run) {
    /** By which syzbot's bisections are costed: 6 minutes for a build, most of one for a run. */
    private static final Duration BUILD = Duration.ofMinutes(6);

    private static final Duration RUN = Duration.ofSeconds(45);

    public Settings {
        require(confidence >= 0.5 && confidence < 1, "a confidence from 0.5 to less than 1", confidence);
        require(guests >= 1, "at least one guest", guests);
        require(falseCrashRate > 0 && falseCrashRate < 0.5, "a rate of false crashes below 0.5", falseCrashRate);
        require(older >= 0 && older < 1, "a chance of an older bug from 0 to less than 1", older);
    }

    /** The usual ones: one false crash in ten thousand runs, one bug in a hundred older than the range. */
    public static Settings of(double confidence, int guests) {
        return new Settings(confidence, guests, 1e-4, 0.01, BUILD, RUN);
    }

    /** The same where builds and runs take so long. */
    public Settings costing(Duration aBuild, Duration aRun) {
        return new Settings(confidence, guests, falseCrashRate, older, aBuild, aRun);
    }

    /** The same where the bug is older than the range with another chance. */
    public Settings doubting(double olderThanRange) {
        return new Settings(confidence, guests, falseCrashRate, olderThanRange, build, run);
    }

    private static void require(boolean holds, String what, double value) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + what + ", got " + value);
        }
    }
}
