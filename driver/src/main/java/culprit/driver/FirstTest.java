package culprit.driver;

import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Run;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Remembers how the runs at the bad commit ended, for the message when none of them crashed. */
final class FirstTest implements EventSink {
    private String commit = "";
    private Map<String, Long> outcomes = Map.of();
    private String buildError = "";

    @Override
    public void accept(Event event) {
        if (event instanceof Event.BuildFailed failed && commit.isEmpty()) {
            buildError = failed.error() + ": what make said is in " + failed.output();
        }
        if (event instanceof Event.TestJudged test && commit.isEmpty()) {
            commit = test.commit();
            outcomes =
                    test.runs().stream().collect(Collectors.groupingBy(Run::text, TreeMap::new, Collectors.counting()));
        }
    }

    /** Such as "no run crashed at 1234abcd (9 x OK, 1 x boot failed: ...): what each guest wrote is in consoles". */
    String inWords(Path consoles) {
        if (!buildError.isEmpty()) {
            return "no run at " + commit + ", the kernel did not build: " + buildError;
        }
        String counts = outcomes.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "no run crashed at " + commit + " (" + counts + "): what each guest wrote is in " + consoles;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
