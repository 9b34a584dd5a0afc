package culprit.report.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
final class TestingClock implements InstantSource {
    private Instant present = Instant.parse("2020-03-01T12:00:00Z");

    void advance(Duration time) {
        present = present.plus(time);
    }

    @Override
    public Instant instant() {
        return present;
    }
}
