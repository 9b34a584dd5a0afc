package culprit.driver;

import culprit.report.Event;
import culprit.report.EventSink;
import java.util.List;

/** Owns the outputs and hands every event to each of them, one event at a time, in their order. */
final class Fanout implements EventSink {
    private final List<EventSink> sinks;

    Fanout(List<EventSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public synchronized void accept(Event event) {
        sinks.forEach(sink -> sink.accept(event));
    }

    @Override
    public synchronized void close() {
        sinks.forEach(EventSink::close);
    }
}
