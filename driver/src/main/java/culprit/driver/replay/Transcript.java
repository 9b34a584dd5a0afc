package culprit.driver.replay;

import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.SyzbotText;
import java.io.ByteArrayOutputStream;

/** Our log of a replay, compared as it grows. */
final class Transcript implements EventSink {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final SyzbotText text;
    private final Comparison comparison;
    private int decisions;

    Transcript(SyzbotText text, Comparison comparison) {
        this.text = text;
        this.comparison = comparison;
    }

    @Override
    public void accept(Event event) {
        byte[] words = text.of(event);
        log.writeBytes(words);
        comparison.compare(words);
        if (isDecision(event)) {
            decisions++;
        }
    }

    private static boolean isDecision(Event event) {
        return event instanceof Event.TestJudged
                || event instanceof Event.CommitMarked
                || event instanceof Event.BisectionFinished;
    }

    int decisions() {
        return decisions;
    }

    byte[] log() {
        return log.toByteArray();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
