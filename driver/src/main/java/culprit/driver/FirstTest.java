package culprit.driver;

import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Run;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Remembers how the runs at the bad commit ended, for the message when none of them crashed. */
final class FirstTest implements EventSink {
    private String commit = "";
    private Map<String, Long> outcomes = Map.of();

    @Override
    public void accept(Event event) {
        if (event instanceof Event.TestJudged test && commit.isEmpty()) {
            commit = test.commit();
            outcomes =
                    test.runs().stream().collect(Collectors.groupingBy(Run::text, TreeMap::new, Collectors.counting()));
        }
    }

    /** Such as "no run crashed at 1234567890ab (9 x OK, 1 x boot failed: ...)". */
    String inWords() {
        String counts = outcomes.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "no run crashed at " + commit + " (" + (counts.isEmpty() ? "the kernel did not build" : counts) + ")";
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
