package culprit.report;

/**
 * Takes the events of one bisection in their order: a log, a terminal, a journal.
 *
 * <p>The caller sees to it that events come one at a time. An implementation is quick, and throws only if what it owns
 * is indispensable, which stops the bisection.
 */
public interface EventSink extends AutoCloseable {

    /** Takes the next event. */
    void accept(Event event);

    /** Releases what the sink holds; no event follows. */
    @Override
    void close();
}
