package culprit.driver;

import culprit.git.Level;
import culprit.git.Limits;
import culprit.report.crash.CrashRules;
import culprit.report.crash.Dialect;
import culprit.report.crash.LineExpression;
import culprit.vm.Execution;
import culprit.vm.MachineType;
import culprit.vm.QemuRunner;
import culprit.vm.Speed;
import culprit.vm.ssh.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything the user decides about a bisection.
 *
 * @param source what is bisected
 * @param kernels how kernels are built
 * @param guests how they are run
 * @param workDirectory where everything goes
 * @param fresh begin anew although the work directory holds a bisection
 * @param gitState keep the search in the repository too, as git does
 * @param crashes what counts as a crash
 * @param method how it decides
 */
public record Settings(
        Source source,
        Kernels kernels,
        Guests guests,
        Path workDirectory,
        boolean fresh,
        boolean gitState,
        CrashRules crashes,
        Method method) {
    /**
     * Settings by which it is decided as syzbot did in 2020, nothing is written to the repository, and the crashes are
     * those of Linux.
     */
    public Settings(Source source, Kernels kernels, Guests guests, Path workDirectory, boolean fresh) {
        this(source, kernels, guests, workDirectory, fresh, Method.by(Policy.SYZBOT_2020));
    }

    /** The same by another method. */
    public Settings(Source source, Kernels kernels, Guests guests, Path workDirectory, boolean fresh, Method method) {
        this(source, kernels, guests, workDirectory, fresh, false, CrashRules.OF_LINUX.in(method.dialect()), method);
    }

    /**
     * How it is decided what the runs mean.
     *
     * @param confidence with which a culprit is to be the right one, from 0.5 up to but not including 1; for the policy
     *     that weighs evidence, as what follows
     * @param title what the title of the crash has a match of; nothing: whatever the bad commit shows is looked for
     * @param verify whether the culprit is to be proved by its revert
     */
    public record Method(Policy policy, double confidence, Optional<LineExpression> title, boolean verify) {
        /** With which a culprit is named, if nobody says otherwise. */
        public static final double USUAL_CONFIDENCE = 0.95;

        /** A policy as it is usually used. */
        public static Method by(Policy policy) {
            return new Method(policy, USUAL_CONFIDENCE, Optional.empty(), true);
        }

        /** The one in which the log names crashes. */
        public Dialect dialect() {
            return new Dialect(policy.era().date());
        }
    }

    /**
     * What is bisected.
     *
     * @param repository a git work tree of Linux
     * @param bad revision that shows the crash
     * @param goods revisions without it; empty: looked for among the releases
     * @param skips revisions that cannot be tested
     * @param reproducer C program that provokes the crash
     * @param choice how the next revision is chosen
     */
    public record Source(
            Path repository, String bad, List<String> goods, List<String> skips, Path reproducer, Choice choice) {
        public Source {
            goods = List.copyOf(goods);
            skips = List.copyOf(skips);
        }

        /** A source of which everything can be tested. */
        public Source(Path repository, String bad, List<String> goods, Path reproducer) {
            this(repository, bad, goods, List.of(), reproducer, Choice.USUAL);
        }
    }

    /**
     * How the next revision is chosen.
     *
     * @param level the version of git to agree with
     * @param limits what part of the history is searched
     */
    public record Choice(Level level, Limits limits) {
        /** In the whole history, as most recorded logs were made. */
        public static final Choice USUAL = new Choice(Level.STAT_EXACT, Limits.NONE);
    }

    /**
     * How kernels are built.
     *
     * @param kconfig kernel configuration, completed with {@code make olddefconfig} at each revision
     * @param compiler make's {@code CC}
     * @param jobs compilers at once
     * @param limit of one build
     */
    public record Kernels(Path kconfig, String compiler, int jobs, Duration limit) {}

    /**
     * How kernels are run.
     *
     * @param runs of the reproducer at each revision; 0 if the policy decides that
     * @param vms guests at once
     * @param memory of a guest, in MiB
     * @param cpus of a guest
     * @param qemu the QEMU program
     * @param limits how long they may take
     * @param append further words for the kernel's command line
     * @param consoleLimit what is kept of the console of one run, in bytes
     * @param way how they are started and what the reproducer may do there
     * @param earlyStop end a test as soon as no further run can change its verdict
     * @param disk of the user, instead of a user space of ours
     * @param stretch which limits follow the speed of the machine
     */
    public record Guests(
            int runs,
            int vms,
            int memory,
            int cpus,
            String qemu,
            QemuRunner.Limits limits,
            String append,
            long consoleLimit,
            Way way,
            boolean earlyStop,
            Optional<Disk> disk,
            Stretch stretch) {
        private static final long USUAL_CONSOLE_LIMIT = 16 << 20;

        /**
         * Guests without a disk, whose kernels are told nothing special, with the usual limit for consoles and limits that are
         * the same on any machine, which make all the runs.
         */
        public Guests(int runs, int vms, int memory, int cpus, String qemu, QemuRunner.Limits limits) {
            this(
                    runs,
                    vms,
                    memory,
                    cpus,
                    qemu,
                    limits,
                    "",
                    USUAL_CONSOLE_LIMIT,
                    Way.USUAL,
                    false,
                    Optional.empty(),
                    Stretch.NONE);
        }

        /** The same guests with limits of which some follow the speed of the machine. */
        public Guests stretching(Stretch other) {
            return new Guests(runs, vms, memory, cpus, qemu, limits, append, consoleLimit, way, earlyStop, disk, other);
        }

        /** The same guests for tests that end early. */
        public Guests stoppingEarly() {
            return new Guests(runs, vms, memory, cpus, qemu, limits, append, consoleLimit, way, true, disk, stretch);
        }
    }

    /**
     * Which limits are meant for guests at full speed, and grow where guests are slower: those that the user has not given.
     * That of silence does not, because a guest that is alive gives a sign each second.
     */
    public record Stretch(boolean boot, boolean run) {
        /** None of them. */
        public static final Stretch NONE = new Stretch(false, false);

        /** The limits on a machine of this speed. */
        public QemuRunner.Limits of(QemuRunner.Limits limits, Speed speed) {
            return new QemuRunner.Limits(
                    boot ? speed.stretched(limits.boot()) : limits.boot(),
                    run ? speed.stretched(limits.run()) : limits.run(),
                    limits.silence());
        }
    }

    /**
     * How guests are started, and how the reproducer is run there.
     *
     * @param machine empty: the fastest
     * @param snapshots whether runs go on from the state in which the first guest of a kernel was ready
     * @param execution as whom and how often the reproducer runs
     */
    public record Way(Optional<MachineType> machine, boolean snapshots, Execution execution) {
        /** As fast as can be, once, as root. */
        public static final Way USUAL = new Way(Optional.empty(), true, Execution.ONCE);

        /** Whether guests with a disk image can be run so. */
        public boolean isForDisks() {
            return machine.isEmpty() && snapshots && execution.sandbox() == Execution.Sandbox.NONE;
        }
    }
}
