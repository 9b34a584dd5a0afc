package culprit.report.crash;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@link CrashParser} is to take for a crash, besides what it knows of Linux, and how it is to name it.
 *
 * @param dialect the names
 * @param crashes lines that announce a crash, and their titles: what the expression or its first group finds
 * @param ignored lines that announce none, whatever they say
 */
public record CrashRules(Dialect dialect, List<LineExpression> crashes, List<LineExpression> ignored) {
    /** The rules for Linux, with the names of today. */
    public static final CrashRules OF_LINUX = new CrashRules(Dialect.LATEST, List.of(), List.of());

    /** Keeps its own copies. */
    public CrashRules {
        crashes = List.copyOf(crashes);
        ignored = List.copyOf(ignored);
    }

    /** The same crashes with the names of another day. */
    public CrashRules in(Dialect other) {
        return new CrashRules(other, crashes, ignored);
    }

    /** The same without lines that contain a text. */
    public CrashRules ignoring(String text) {
        Stream<LineExpression> more = Stream.of(LineExpression.literally(text));
        return new CrashRules(
                dialect, crashes, Stream.concat(ignored.stream(), more).toList());
    }
}
