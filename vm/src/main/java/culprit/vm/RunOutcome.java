package culprit.vm;

import culprit.report.crash.Crash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run of the reproducer in one guest gave.
 *
 * @param run its number, counted from 0
 * @param title the crash title, or the one of a {@link culprit.report.crash.PseudoCrash}, or one line that says what
 *     went wrong; empty for {@link Kind#OK}
 * @param crash what the kernel reported; empty if the machine was lost without a word from it
 * @param console what the guest wrote, compressed (gzip)
 * @param elapsed wall time from the start of QEMU to its end
 * @param details what a reader may ask for besides
 */
public record RunOutcome(
        int run, Kind kind, String title, Optional<Crash> crash, Path console, Duration elapsed, Details details) {

    /** An outcome of which nothing more is known. */
    public RunOutcome(int run, Kind kind, String title, Optional<Crash> crash, Path console, Duration elapsed) {
        this(run, kind, title, crash, console, elapsed, Details.NONE);
    }

    /**
     * What does not decide anything.
     *
     * @param state where a guest that said nothing any more was: its processors' registers, many lines; else empty
     * @param output what the reproducer printed, raw and bounded
     * @param status how the reproducer ended, as a shell tells it, if it did
     * @param missing the numbers of the system calls that the reproducer made in vain, because the kernel does not have
     *     them (it answered each time with ENOSYS); as far as is known, and at most 64
     */
    public record Details(Course course, String state, String output, Optional<Integer> status, List<Integer> missing) {
        /** Nothing known. */
        public static final Details NONE = new Details(Course.NONE, "", "", Optional.empty(), List.of());

        public Details {
            missing = List.copyOf(missing);
        }

        /** Whether the guest went on from the saved state of another one, instead of booting. */
        public boolean resumed() {
            return course.resumed();
        }

        /** Wall time from the start of QEMU until the reproducer could start; zero if it never could. */
        public Duration ready() {
            return course.ready();
        }

        /** Whether user space came up. */
        boolean started() {
            return !ready().isZero();
        }
    }

    /**
     * How a guest started, and how long that and the reproducer took.
     *
     * @param machine the type of machine and what it started from, such as {@code microvm with vmlinux}; empty if there
     *     was none
     * @param resumed whether it went on from the saved state of another one, instead of booting
     * @param ready wall time from the start of QEMU until the reproducer could start; zero if it never could
     * @param ran wall time from there until the reproducer ended, a crash began, or a limit was reached
     */
    public record Course(String machine, boolean resumed, Duration ready, Duration ran) {
        /** That of a guest which did not even start. */
        public static final Course NONE = new Course("", false, Duration.ZERO, Duration.ZERO);
    }

    /** The ways in which a run ends. */
    public enum Kind {
        /** The reproducer ran to its end or limit, and the kernel did not crash. */
        OK,
        /** The kernel crashed while the reproducer ran. */
        CRASHED,
        /** The kernel did not get as far as starting user space. */
        BOOT_FAILED,
        /** User space came up but could not run the reproducer. */
        TEST_FAILED,
        /** The guest could not be run; says nothing about the kernel. */
        INFRA
    }
}
