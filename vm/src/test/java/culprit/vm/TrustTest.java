package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.RunOutcome.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final String STALL = "INFO: rcu detected stall in corrupted";
    private static final String OVERFLOW = "KASAN: slab-out-of-bounds Read in gizmo";

    private final List<String> news = new ArrayList<>();
    private final Trust trust = new Trust(true, news::add);
    private final AtomicInteger booted = new AtomicInteger();

    private static RunOutcome outcome(boolean resumed, String title) {
        RunOutcome.Details details = new RunOutcome.Details(
                new RunOutcome.Course("pc with bzImage", resumed, Duration.ofMillis(1), Duration.ZERO),
                "",
                "",
                Optional.empty(),
                List.of());
        Kind kind = title.isEmpty() ? Kind.OK : Kind.CRASHED;
        return new RunOutcome(0, kind, title, Optional.empty(), Path.of("console"), Duration.ZERO, details);
    }

    private RunOutcome check(String title, String... inBooted) throws Exception {
        return trust.check(
                outcome(true, title), () -> outcome(false, inBooted[booted.getAndIncrement() % inBooted.length]));
    }

    @Test
    void aRunWithoutACrashNeedsNoCheck() throws Exception {
        assertThat(check("", STALL).details().resumed()).isTrue();
        assertThat(booted).hasValue(0);
    }

    @Test
    void aTitleIsLookedForOnce() throws Exception {
        assertThat(check(OVERFLOW, "", OVERFLOW).details().resumed()).isTrue();
        assertThat(booted).hasValue(2);
        assertThat(check(OVERFLOW, "").title()).isEqualTo(OVERFLOW);
        assertThat(booted).hasValue(2);
        assertThat(trust.inSnapshots()).isTrue();
    }

    @Test
    void aStallThatNoBootedGuestShowsIsNotBelievedAndAllBootFromThenOn() throws Exception {
        assertThat(check(STALL, "").kind()).isEqualTo(Kind.OK);
        assertThat(trust.inSnapshots()).isFalse();
        assertThat(news).hasSize(1);
        assertThat(news.get(0)).contains(STALL);
    }

    @Test
    void aBrokenMemoryDoesNotComeFromResumingSoTheCrashStandsAlthoughAllBootFromThenOn() throws Exception {
        assertThat(check(OVERFLOW, "").title()).isEqualTo(OVERFLOW);
        assertThat(trust.inSnapshots()).isFalse();
    }
}
