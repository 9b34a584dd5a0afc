package culprit.driver;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has something painted again, four times a second, on a thread of its own. */
final class Ticker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final Runnable paint;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread ticker = new Thread(task, "ticker");
        ticker.setDaemon(true);
        return ticker;
    });

    Ticker(Runnable paint) {
        this.paint = paint;
    }

    void start() {
        var unused = thread.scheduleAtFixedRate(paint, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
