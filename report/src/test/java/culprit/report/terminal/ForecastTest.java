package culprit.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private final Forecast forecast = new Forecast();

    @Test
    void saysNothingBeforeTheFirstTest() {
        assertThat(forecast.test()).isEmpty();
        assertThat(forecast.rest(3, Duration.ZERO)).isEmpty();
    }

    @Test
    void takesTheMedianSoThatOneRebuildDoesNotCount() {
        forecast.stepTested(Duration.ofMinutes(2));
        forecast.stepTested(Duration.ofMinutes(90));
        forecast.stepTested(Duration.ofMinutes(3));

        assertThat(forecast.test()).contains(Duration.ofMinutes(3));
    }

    @Test
    void takesTheMiddleOfTwo() {
        forecast.stepTested(Duration.ofMinutes(4));
        forecast.stepTested(Duration.ofMinutes(2));

        assertThat(forecast.test()).contains(Duration.ofMinutes(3));
    }

    @Test
    void prefersStepsOfTheSearchToTestsOfReleases() {
        forecast.rangeTested(Duration.ofMinutes(30));
        assertThat(forecast.test()).contains(Duration.ofMinutes(30));

        forecast.stepTested(Duration.ofMinutes(2));
        assertThat(forecast.test()).contains(Duration.ofMinutes(2));
    }

    @Test
    void forgetsTheFirstTestWhichBuildsFromNothingOnceThereIsAnother() {
        forecast.rangeTested(Duration.ofMinutes(60));
        forecast.rangeTested(Duration.ofMinutes(4));

        assertThat(forecast.test()).contains(Duration.ofMinutes(4));
    }

    @Test
    void countsThePresentStepTheStepsAfterItAndTheParent() {
        forecast.stepTested(Duration.ofMinutes(2));

        assertThat(forecast.rest(3, Duration.ofSeconds(30))).contains(Duration.ofSeconds(570));
    }

    @Test
    void doesNotSubtractFromLaterStepsWhatThePresentOneOverran() {
        forecast.stepTested(Duration.ofMinutes(2));

        assertThat(forecast.rest(0, Duration.ofMinutes(60))).contains(Duration.ofMinutes(2));
    }
}
