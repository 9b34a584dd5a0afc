package culprit.driver.procedure;

import culprit.report.Era;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.RawText;
import culprit.report.SyzbotText;
import java.util.ArrayList;
import java.util.List;

/** Keeps the events of a bisection, and shows them as the log would. */
final class Recording implements EventSink {
    private final List<Event> events = new ArrayList<>();

    @Override
    public void accept(Event event) {
        events.add(event);
    }

    @Override
    public void close() {
        // Nothing to release.
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    String log() {
        return log(Era.EARLY_2020);
    }

    String log(Era era) {
        SyzbotText text = new SyzbotText(era);
        StringBuilder log = new StringBuilder();
        events.forEach(event -> log.append(RawText.of(text.of(event))));
        return log.toString();
    }
}
