package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.vm.RunOutcome.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuestPoolTest {
    private static final Kernel KERNEL = new Kernel(Path.of("bzImage"), "");
    private static final Reproducer REPRODUCER = new Reproducer(Path.of("a.c"), Path.of("a"), Map.of());

    private static RunOutcome outcome(int run) {
        return new RunOutcome(run, Kind.OK, "", Optional.empty(), Path.of("console"), Duration.ZERO);
    }

    /** Remembers what it was told. */
    private static class Heard implements GuestPool.Listener {
        private final List<Integer> started = new ArrayList<>();
        private final List<Integer> finished = new ArrayList<>();

        @Override
        public synchronized void started(int run) {
            started.add(run);
        }

        @Override
        public synchronized void finished(RunOutcome outcome) {
            finished.add(outcome.run());
        }
    }

    @Test
    void outcomesComeInTheOrderOfTheirNumbersAndNewsAsItHappens() throws Exception {
        CountDownLatch othersDone = new CountDownLatch(2);
        Runner firstIsSlow = (kernel, reproducer, run) -> {
            if (run == 0) {
                assertThat(othersDone.await(30, TimeUnit.SECONDS)).isTrue();
            } else {
                othersDone.countDown();
            }
            return outcome(run);
        };
        Heard heard = new Heard();
        try (GuestPool pool = new GuestPool(firstIsSlow, 2)) {
            List<RunOutcome> outcomes = pool.run(KERNEL, REPRODUCER, List.of(0, 1, 2), heard);
            assertThat(outcomes).extracting(RunOutcome::run).containsExactly(0, 1, 2);
        }
        assertThat(heard.started).containsExactlyInAnyOrder(0, 1, 2);
        // The first run ends once the third has begun; who of the two is heard of first is a matter of luck.
        assertThat(heard.finished).startsWith(1).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void noMoreGuestsRunAtOnceThanThePoolHas() throws Exception {
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runner counting = (kernel, reproducer, run) -> {
            most.accumulateAndGet(present.incrementAndGet(), Math::max);
            present.decrementAndGet();
            return outcome(run);
        };
        try (GuestPool pool = new GuestPool(counting, 3)) {
            assertThat(pool.run(
                            KERNEL, REPRODUCER, IntStream.range(0, 50).boxed().toList(), new Heard()))
                    .hasSize(50);
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void anUnfitMachineStopsTheOtherRuns() {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Runner secondFindsNoQemu = (kernel, reproducer, run) -> {
            if (run == 1) {
                assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
                throw new MachineException("no QEMU");
            }
            running.countDown();
            try {
                assertThat(new CountDownLatch(1).await(1, TimeUnit.HOURS)).isTrue();
                return outcome(run);
            } finally {
                stopped.countDown();
            }
        };
        try (GuestPool pool = new GuestPool(secondFindsNoQemu, 2)) {
            assertThatThrownBy(() -> pool.run(KERNEL, REPRODUCER, List.of(0, 1), new Heard()))
                    .isInstanceOf(MachineException.class)
                    .hasMessage("no QEMU");
        }
        assertThat(stopped.getCount()).isZero();
    }

    @Test
    void oneThatHasEnoughIsToldNothingMoreAndNoGuestIsLeft() throws Exception {
        AtomicInteger present = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(2);
        Runner onlyTheFirstEnds = (kernel, reproducer, run) -> {
            present.incrementAndGet();
            try {
                if (run == 0) {
                    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
                    return outcome(run);
                }
                running.countDown();
                new CountDownLatch(1).await();
                return outcome(run);
            } finally {
                present.decrementAndGet();
            }
        };
        Heard heard = new Heard() {
            @Override
            public boolean isEnough() {
                return true;
            }
        };
        try (GuestPool pool = new GuestPool(onlyTheFirstEnds, 3)) {
            List<RunOutcome> outcomes =
                    pool.run(KERNEL, REPRODUCER, IntStream.range(0, 10).boxed().toList(), heard);
            assertThat(outcomes).extracting(RunOutcome::run).containsExactly(0);
            assertThat(present.get()).isZero();
            assertThat(heard.finished).containsExactly(0);
            List<Integer> begun = List.copyOf(heard.started);
            assertThat(begun).contains(0, 1, 2).hasSizeLessThan(10);

            // The pool is as good as new.
            assertThat(pool.run(KERNEL, REPRODUCER, List.of(0), new Heard())).hasSize(1);
            assertThat(heard.started).isEqualTo(begun);
        }
    }
}
