package culprit.vm;

import java.util.Locale;

/**
 * How a reproducer is run in a guest.
 *
 * @param sandbox as whom
 * @param processes so many at once, from 1 to 64; each in a directory of its own
 * @param repeats whether a process that has ended is begun again, until the limit of the run
 */
public record Execution(Sandbox sandbox, int processes, boolean repeats) {
    /** Once, as root: what most C programs of fuzzers expect, which do the rest themselves. */
    public static final Execution ONCE = new Execution(Sandbox.NONE, 1, false);

    /** More processes than that do not find crashes sooner in a guest of a processor or two. */
    public static final int MOST_PROCESSES = 64;

    public Execution {
        if (processes < 1 || processes > MOST_PROCESSES) {
            throw new IllegalArgumentException("from 1 to " + MOST_PROCESSES + " processes, not " + processes);
        }
    }

    @Override
    public String toString() {
        return "in sandbox " + sandbox.name().toLowerCase(Locale.ROOT) + ", " + processes + " at once"
                + (repeats ? ", again and again" : "");
    }

    /** Whose rights the reproducer has; syzkaller's names. */
    public enum Sandbox {
        /** Those of root. */
        NONE,
        /** Those of an unprivileged user. */
        SETUID,
        /** Those of root in namespaces of its own. */
        NAMESPACE
    }
}
