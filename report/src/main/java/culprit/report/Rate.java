package culprit.report;

import java.util.Locale;

/**
 * What is believed of a share that is not known.
 *
 * @param mean the expected value, from 0 to 1
 * @param low it is lower than this with 2.5 %
 * @param high it is higher than this with 2.5 %
 */
public record Rate(double mean, double low, double high) {
    /** Such as {@code 0.31 (0.12 to 0.55)}. */
    public String text() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", mean, low, high);
    }
}
