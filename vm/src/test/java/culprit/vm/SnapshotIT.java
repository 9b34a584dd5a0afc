package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culprit.vm.RunOutcome.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real QEMU: runs that go on from the state in which the first guest of a kernel was ready. */
class SnapshotIT {
    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Lab lab;

    @BeforeEach
    void openLab() {
        lab = new Lab(directory);
    }

    @AfterEach
    void noGuestSurvives() {
        lab.close();
    }

    private List<RunOutcome> runs(Kernel kernel, int count) throws Exception {
        List<RunOutcome> outcomes = new ArrayList<>();
        try (QemuRunner runner = lab.fast(Lab.PATIENT)) {
            for (int run = 0; run < count; run++) {
                outcomes.add(runner.run(kernel, lab.reproducer(), run));
            }
        }
        return outcomes;
    }

    @Test
    void eachRunGoesOnFromTheSameState() throws Exception {
        Kernel kernel = lab.kernel("booted\n" + TinyGuest.READY + "started\n" + TinyGuest.exit(7));
        List<RunOutcome> outcomes = runs(kernel, 3);
        assertThat(outcomes).allMatch(outcome -> outcome.kind() == Kind.OK);
        assertThat(outcomes).allMatch(outcome -> outcome.details().resumed());
        assertThat(outcomes).allMatch(outcome -> outcome.details().status().equals(Optional.of(7)));
        for (RunOutcome outcome : outcomes) {
            assertThat(Gunzip.of(outcome.console())).isEqualTo("booted\nstarted\n");
        }
    }

    @Test
    void nothingIsLeftOfSavedGuests() throws Exception {
        assertThat(runs(lab.kernel(TinyGuest.READY + TinyGuest.exit(0)), 1)).hasSize(1);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("guest-memory"));
        }
    }

    @Test
    void aCrashThatBootedGuestsShowTooIsBelieved() throws Exception {
        List<RunOutcome> outcomes = runs(lab.kernel(TinyGuest.READY + TinyGuest.OOPS + TinyGuest.RESTART), 2);
        assertThat(outcomes).allMatch(outcome -> outcome.title().endsWith(" in pipe_ioctl"));
        assertThat(outcomes).allMatch(outcome -> outcome.details().resumed());
        assertThat(lab.consoles().resolve("guest.0.check.txt.gz")).exists();
        assertThat(lab.consoles().resolve("guest.1.check.txt.gz")).doesNotExist();
        assertThat(lab.news()).noneMatch(news -> news.startsWith("each guest boots"));
    }

    @Test
    void aKernelThatDoesNotComeUpIsABootFailureAndTheNextOneIsTestedAsUsual() throws Exception {
        Kernel good = lab.kernel(TinyGuest.READY + TinyGuest.exit(0));
        Path other = Files.createDirectory(directory.resolve("other"));
        Kernel broken = TinyGuest.that(lab.commands(), other, "Linux version 6.1.0\n" + TinyGuest.RESTART);
        try (QemuRunner runner = lab.fast(Lab.PATIENT)) {
            assertThat(runner.run(good, lab.reproducer(), 0).details().resumed())
                    .isTrue();
            RunOutcome outcome = runner.run(broken, lab.reproducer(), 0);
            assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
            assertThat(outcome.title()).isEqualTo("the guest ended before user space came up");
            assertThat(runner.run(good, lab.reproducer(), 1).details().resumed())
                    .isTrue();
        }
    }

    @Test
    void anInterruptAtAnyMomentEndsTheRunAndIsNoReasonToDistrustSavedStates() throws Exception {
        Kernel kernel = lab.kernel(TinyGuest.READY + "started\n");
        Random random = new Random(6);
        try (QemuRunner runner = lab.fast(Lab.PATIENT)) {
            for (int i = 0; i < 12; i++) {
                Thread here = Thread.currentThread();
                Thread other = new Thread(() -> {
                    LockSupport.parkNanos(random.nextInt(400) * 1_000_000L);
                    here.interrupt();
                });
                other.start();
                assertThatThrownBy(() -> runner.run(kernel, lab.reproducer(), 0))
                        .isInstanceOf(InterruptedException.class);
                other.join();
                assertThat(Thread.interrupted()).isFalse();
            }
        }
        assertThat(lab.news()).noneMatch(news -> news.startsWith("each guest boots"));
    }
}
