package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EraTest {

    @Test
    void isNamedByADayAMonthOrAYear() {
        assertThat(Era.parse("2020-03")).contains(Era.EARLY_2020);
        assertThat(Era.parse("2022-12-31")).contains(new Era(LocalDate.of(2022, 12, 31)));
        assertThat(Era.parse("2020")).contains(new Era(LocalDate.of(2020, 1, 1)));
        assertThat(Era.parse("2020-13")).isEmpty();
        assertThat(Era.parse("202")).isEmpty();
        assertThat(Era.parse("2020-03-")).isEmpty();
        assertThat(Era.parse("")).isEmpty();
        assertThat(Era.parse("lately")).isEmpty();
    }

    @Test
    void startsWithTheFormat() {
        assertThat(new Era(LocalDate.of(2001, 1, 1)).date()).isEqualTo(Era.BEGINNING);
    }

    @Test
    void hasAChangeFromItsDayOn() {
        assertThat(new Era(LocalDate.of(2020, 12, 9)).has(Change.BLANK_AFTER_GIT))
                .isFalse();
        assertThat(new Era(LocalDate.of(2020, 12, 10)).has(Change.BLANK_AFTER_GIT))
                .isTrue();
    }

    @Test
    void listsTheChangesInTheirOrder() {
        assertThat(Arrays.stream(Change.values()).map(Change::date)).isSorted();
    }

    @Test
    void isTakenFromThePeriodOfALog() {
        Period period = Period.between(Change.SIGNATURES, Change.PARENT_BUILT);

        assertThat(period.era().date()).isEqualTo(LocalDate.of(2019, 12, 9));
        assertThat(Period.since(Change.HOST_LINE).era().date()).isEqualTo(LocalDate.of(2022, 7, 19));
        assertThat(period.and(Period.until(Change.SIGNATURES)).isEmpty()).isTrue();
    }
}
