package culprit.vm;

import java.time.Duration;

/**
 * How fast guests run here.
 *
 * @param slowdown how many times as long they take for the same work as under KVM on a usual machine; 1 if that is not
 *     known
 */
public record Speed(double slowdown) {
    /** As long as it is not known to be another one. */
    public static final Speed USUAL = new Speed(1);

    /**
     * A limit grows to this many times at most: ten runs that all reach one of a minute still take less than an hour, one
     * after the other.
     */
    public static final double MOST = 5;

    /** How many times as long a limit has to be, from 1 to {@link #MOST}. */
    public double factor() {
        return Math.min(Math.max(slowdown, 1), MOST);
    }

    /** A limit that was meant for a usual machine, in whole seconds. */
    public Duration stretched(Duration limit) {
        return Duration.ofSeconds(Math.round(limit.toSeconds() * factor()));
    }
}
