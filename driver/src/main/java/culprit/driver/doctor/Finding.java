package culprit.driver.doctor;

import java.util.Locale;

/**
 * What was found out about one thing that a bisection needs.
 *
 * @param subject one word that stays the same: a program's name, or such as {@code kvm}
 * @param what in one line
 * @param remedy what to do about it, in one line; empty if nothing is to be done, or {@code what} says it already
 */
public record Finding(Level level, String subject, String what, String remedy) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Bisections work, but not as well as they could, or not all of them. */
        WARNING,
        /** No bisection works. */
        PROBLEM
    }

    static Finding ok(String subject, String what) {
        return new Finding(Level.OK, subject, what, "");
    }

    static Finding warning(String subject, String what, String remedy) {
        return new Finding(Level.WARNING, subject, what, remedy);
    }

    static Finding problem(String subject, String what, String remedy) {
        return new Finding(Level.PROBLEM, subject, what, remedy);
    }

    /** Such as {@code problem: bison is missing; install it}. */
    public String line() {
        String level = level().name().toLowerCase(Locale.ROOT);
        return level + ": " + what + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
