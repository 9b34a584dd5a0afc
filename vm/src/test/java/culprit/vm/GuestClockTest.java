package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real processes that the host gives no processor, or that want none. */
class GuestClockTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void require() {
        Programs.require("taskset", "nice", "sleep");
        assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "the kernel does not count who waits");
    }

    @AfterEach
    void kill() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    /** One of two that want the same processor, and the one that hardly gets it. */
    private Process starved() throws Exception {
        start("taskset", "-c", "0", "sh", "-c", "while :; do :; done");
        return start("taskset", "-c", "0", "nice", "-n", "19", "sh", "-c", "while :; do :; done");
    }

    private static void let(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void theTimeOfOneThatWaitsForNoProcessorIsThatOnTheWall() throws Exception {
        GuestClock clock = new GuestClock(start("sleep", "600").pid());
        assertThat(clock.passed(LIMIT)).isFalse();
        let(LIMIT.multipliedBy(3));
        assertThat(clock.passed(LIMIT)).isTrue();
        clock.restart();
        assertThat(clock.passed(LIMIT)).isFalse();
    }

    @Test
    void timeInWhichThereWasNoProcessorForItDoesNotCount() throws Exception {
        long begin = System.nanoTime();
        GuestClock clock = new GuestClock(starved().pid());
        let(LIMIT.multipliedBy(3));
        // How long it has been waiting is told when it runs, however much else there is to do.
        Duration before = clock.busy();
        while (clock.busy().equals(before)) {
            let(Duration.ofMillis(1));
        }
        Duration elapsed = clock.elapsed();
        assertThat(elapsed)
                .isLessThan(Duration.ofNanos(System.nanoTime() - begin).dividedBy(2));
    }

    @Test
    void evenAStarvedOneReachesItsLimitInTheEnd() throws Exception {
        GuestClock clock = new GuestClock(starved().pid());
        let(LIMIT.multipliedBy(3));
        assertThat(clock.passed(LIMIT.dividedBy(4))).isTrue();
    }

    @Test
    void theTimeOfOneThatIsGoneIsNeverMoreThanThatOnTheWall() throws Exception {
        Process starved = starved();
        let(LIMIT);
        long begin = System.nanoTime();
        GuestClock clock = new GuestClock(starved.pid());
        starved.destroyForcibly().waitFor();
        Duration elapsed = clock.elapsed();
        assertThat(elapsed).isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - begin));
    }

    @Test
    void theTimeOfOneThatIsGoneIsThatOnTheWall() throws Exception {
        Process gone = start("true");
        assertThat(gone.waitFor()).isZero();
        GuestClock clock = new GuestClock(gone.pid());
        let(LIMIT.multipliedBy(2));
        assertThat(clock.passed(LIMIT)).isTrue();
    }
}
