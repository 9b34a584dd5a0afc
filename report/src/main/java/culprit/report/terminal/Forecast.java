package culprit.report.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long the rest of a search takes, judged by the tests so far.
 *
 * <p>A test counts as its build and its runs. The median stands for all tests: a step that crosses a release rebuilds
 * nearly everything, most steps do not. Steps of the search are told apart from the tests of the releases before,
 * which differ more from each other and so take longer to build. The very first test builds everything from nothing: it
 * counts only as long as there is no other.
 */
final class Forecast {
    private final List<Duration> rangeTests = new ArrayList<>();
    private final List<Duration> steps = new ArrayList<>();

    /** Takes the time of a test that was done to find the range. */
    void rangeTested(Duration time) {
        rangeTests.add(time);
    }

    /** Takes the time of a test that the search chose. */
    void stepTested(Duration time) {
        steps.add(time);
    }

    /** The time that a test takes; empty before the first one is done. */
    Optional<Duration> test() {
        List<Duration> incremental = rangeTests.size() > 1 ? rangeTests.subList(1, rangeTests.size()) : rangeTests;
        List<Duration> times = steps.isEmpty() ? incremental : steps;
        if (times.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted = times.stream().sorted().toList();
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        Duration upper = sorted.get(sorted.size() / 2);
        return Optional.of(lower.plus(upper).dividedBy(2));
    }

    /**
     * The time to the end of the search: the rest of the present step, the steps after it, and the culprit's parent.
     *
     * @param stepsAfter how many steps follow the present one
     * @param spent time spent on the present step
     */
    Optional<Duration> rest(int stepsAfter, Duration spent) {
        return test().map(test -> {
            Duration present = test.minus(spent);
            return test.multipliedBy(stepsAfter + 1L).plus(present.isNegative() ? Duration.ZERO : present);
        });
    }
}
