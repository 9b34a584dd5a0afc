package culprit.report.crash;

import java.util.List;
import java.util.stream.Stream;

/**
 * The texts by which lines are picked that are worth a closer look, found in one pass over the bytes.
 *
 * <p>Sets of landmarks are bit sets, see {@link Literals}.
 */
final class Landmarks {
    private final Literals literals;
    private final long announcing;

    /**
     * Landmarks of two kinds, at most 64 in all.
     *
     * @param announcing each line that announces a crash, or ends the report of another, contains one of these
     * @param telling each line that tells a circumstance contains one of these
     */
    Landmarks(List<String> announcing, List<String> telling) {
        literals = new Literals(
                Stream.concat(announcing.stream(), telling.stream()).toList());
        this.announcing = (1L << announcing.size()) - 1;
    }

    /** Those of the first kind. */
    long announcing() {
        return announcing;
    }

    /** Those of the second kind. */
    long telling() {
        return ~announcing;
    }

    /** Those that occur between two offsets. */
    long in(byte[] bytes, int from, int to) {
        return literals.in(bytes, from, to);
    }

    /** Where the first occurrence of one of these ends, or -1. */
    int endOfFirst(byte[] bytes, int from, int to, long sought) {
        return literals.endOfFirst(bytes, from, to, sought);
    }
}
