package culprit.driver.journal;

import culprit.report.Event;
import culprit.report.terminal.Wording;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal knows about commits: each test that was made, or begun, until it is asked for. One bisection's. */
public final class Known {
    private final Map<String, Deque<Evidence>> evidence = new HashMap<>();
    private final long tested;
    private final long runs;

    /** What these events say. */
    public Known(List<Event> events) {
        Map<String, List<List<Event.Evidence>>> tests = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Evidence fact) {
                List<List<Event.Evidence>> ofCommit = tests.computeIfAbsent(fact.commit(), commit -> new ArrayList<>());
                if (ofCommit.isEmpty() || beginsTest(event, last(ofCommit))) {
                    ofCommit.add(new ArrayList<>());
                }
                last(ofCommit).add(fact);
            }
        }
        tests.forEach((commit, all) -> evidence.put(
                commit, new ArrayDeque<>(all.stream().map(Evidence::new).toList())));
        tested = evidence.values().stream()
                .filter(all -> all.stream().anyMatch(Evidence::isJudged))
                .count();
        runs = evidence.values().stream()
                .flatMap(Deque::stream)
                .mapToLong(test -> test.runs(Integer.MAX_VALUE).size())
                .sum();
    }

    /** A build that is begun anew belongs to the test that was interrupted. */
    private static boolean beginsTest(Event event, List<Event.Evidence> before) {
        return event instanceof Event.TestContinued || (event instanceof Event.TestStarted && isJudged(before));
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static boolean isJudged(List<Event.Evidence> test) {
        return test.stream().anyMatch(Event.TestJudged.class::isInstance);
    }

    /** The next test of the commit, in the order in which they were made; each is given once. */
    Optional<Evidence> next(String commit) {
        return Optional.ofNullable(
                evidence.getOrDefault(commit, new ArrayDeque<>()).poll());
    }

    /** How much it is: {@code 5 revisions tested, 47 runs known}. Runs that this machine spoiled do not count. */
    public String inWords() {
        return Wording.counted(tested, "revision") + " tested, " + Wording.counted(runs, "run") + " known";
    }
}
