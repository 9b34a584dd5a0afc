package culprit.driver;

import culprit.report.Event;
import culprit.report.EventSink;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the code that runs guests has to say, such as how they start, and tells it as an event of the commit that is
 * being tested. Guests may speak on several threads.
 */
final class GuestNews implements Consumer<String> {
    private static final Logger LOG = LoggerFactory.getLogger(GuestNews.class);

    private final EventSink events;
    private volatile String commit = "";

    GuestNews(EventSink events) {
        this.events = events;
    }

    /** From here on the guests are those of this commit. */
    void of(String next) {
        commit = next;
    }

    @Override
    public void accept(String line) {
        LOG.info(line);
        events.accept(new Event.GuestsRemarked(commit, line));
    }
}
