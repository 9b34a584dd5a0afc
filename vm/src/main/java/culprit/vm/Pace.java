package culprit.vm;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast a flood is read: so many bytes in a second, and after a pause no more at once. Used by one thread. */
final class Pace {
    private final int perSecond;
    private final int atOnce;
    private final LongSupplier nanoTime;
    private long since;
    private int left;

    /**
     * A pace that allows {@code atOnce} bytes now.
     *
     * @param nanoTime as {@link System#nanoTime()}
     */
    Pace(int perSecond, int atOnce, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
        this.left = atOnce;
    }

    /** How many bytes may be read now. */
    int allowed() {
        long now = nanoTime.getAsLong();
        long grown = left + (long) ((double) perSecond * (now - since) / TimeUnit.SECONDS.toNanos(1));
        since = now;
        left = (int) Math.min(atOnce, grown);
        return left;
    }

    /** That so many of them were read. */
    void spend(int bytes) {
        left -= bytes;
    }
}
