package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Where guests and their QEMUs come to harm on purpose; closing it sees to it that nothing is left of any. */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For classes that are loaded later, and the like. */
    private static final long MOST_GROWTH = 2 << 20;

    private final String name;
    private final Path directory;
    private final Kernel kernel;
    private final Lab lab;
    private final OpenFiles openBefore = OpenFiles.now();
    private QemuRunner.Limits limits = new QemuRunner.Limits(PATIENCE, Duration.ofMinutes(3), Duration.ofMinutes(5));
    private String shell = "";
    private int memory = 64;
    private MachineType type = MachineType.PC;

    /** How a guest comes to the point where the reproducer starts. */
    enum Way {
        BOOTED,
        RESUMED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is done to a QEMU. */
    interface Fault {
        void strike(ProcessHandle qemu) throws Exception;
    }

    /**
     * A stage for one test.
     *
     * @param name of the test, for the build's log
     * @param directory empty
     * @param kernel of {@link TinyGuest}
     */
    Stage(String name, Path directory, Kernel kernel) {
        this.name = name;
        this.directory = directory;
        this.kernel = new Kernel(kernel.image(), ""); // one shape, so no trial of several
        this.lab = new Lab(directory);
    }

    Lab lab() {
        return lab;
    }

    Stage limits(Duration boot, Duration run, Duration silence) {
        limits = new QemuRunner.Limits(boot, run, silence);
        return this;
    }

    /** The same with little time for each. */
    Stage shortLimits() {
        return limits(Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofMillis(600));
    }

    /** What a shell does before it becomes QEMU. */
    Stage first(String commands) {
        shell = commands;
        return this;
    }

    /** Guests with so many MiB. */
    Stage memory(int size) {
        memory = size;
        return this;
    }

    /** Guests on another type of machine than a PC. */
    Stage on(MachineType other) {
        type = other;
        return this;
    }

    /** Lets a guest play a script. */
    RunOutcome play(Way way, String script) throws Exception {
        long begin = System.nanoTime();
        try (QemuRunner runner = runner(way, script)) {
            return told(way, runner.run(kernel, lab.reproducer(), 0), begin);
        }
    }

    /** Lets so many guests play it, one after the other; all must come to the same end, and leave nothing in memory. */
    void play(Way way, String script, int runs) throws Exception {
        long begin = System.nanoTime();
        try (QemuRunner runner = runner(way, script)) {
            RunOutcome first = runner.run(kernel, lab.reproducer(), 0);
            long used = usedMemory();
            for (int run = 1; run < runs; run++) {
                RunOutcome outcome = runner.run(kernel, lab.reproducer(), run);
                assertThat(outcome.title()).isEqualTo(first.title());
                assertThat(outcome.details().resumed()).isEqualTo(way == Way.RESUMED);
            }
            assertThat(usedMemory() - used)
                    .as("bytes of memory that the guests took")
                    .isLessThan(MOST_GROWTH);
            told(way + ", " + runs + " runs", first, begin);
        }
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The same, with a fault that strikes when the guest says that it is {@link TinyGuest#HERE}. */
    RunOutcome play(Way way, String script, Fault fault) throws Exception {
        return play(way, script, this::isHere, fault);
    }

    /** The same, with a fault that strikes while the guest is being saved. */
    RunOutcome playSaved(String script, Fault fault) throws Exception {
        return play(
                Way.RESUMED,
                script,
                () -> sockets().anyMatch(sockets -> Files.exists(sockets.resolve("state"))),
                fault);
    }

    private RunOutcome play(Way way, String script, BooleanSupplier moment, Fault fault) throws Exception {
        long begin = System.nanoTime();
        try (QemuRunner runner = runner(way, script)) {
            CompletableFuture<RunOutcome> outcome = begin(() -> runner.run(kernel, lab.reproducer(), 0));
            await(() -> moment.getAsBoolean() || outcome.isDone());
            fault.strike(ProcessHandle.of(lastStarted()).orElseThrow());
            return told(way, outcome.get(2, TimeUnit.MINUTES), begin);
        }
    }

    /** Begins a run on a thread of its own. */
    static CompletableFuture<RunOutcome> begin(Callable<RunOutcome> run) {
        CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        outcome.complete(run.call());
                    } catch (Throwable e) {
                        outcome.completeExceptionally(e);
                    }
                })
                .start();
        return outcome;
    }

    private QemuRunner runner(Way way, String script) throws Exception {
        Files.deleteIfExists(directory.resolve("here"));
        Path qemu = Files.writeString(directory.resolve("qemu"), """
                #!/bin/sh
                echo $$ "$*" >>DIRECTORY/started
                SHELL
                exec qemu-system-x86_64 "$@" -debugcon file:DIRECTORY/here
                """.replace("DIRECTORY", directory.toString())
                .replace("SHELL", shell));
        assertThat(qemu.toFile().setExecutable(true)).isTrue();
        Machine machine = new Machine(qemu.toString(), Accelerator.TCG, memory, 1, TinyGuest.playing(script));
        return lab.runner(new QemuRunner.Guest(
                machine, Optional.of(type), lab.userSpace(), limits, Execution.ONCE, way == Way.RESUMED));
    }

    /** For the table of faults in the build's log. */
    private RunOutcome told(Object how, RunOutcome outcome, long begin) {
        System.out.printf(
                Locale.ROOT,
                "fault: %s, %s: %s \"%s\", %.1f s%n",
                name,
                how,
                outcome.kind(),
                outcome.title(),
                (System.nanoTime() - begin) / 1e9);
        return outcome;
    }

    private boolean isHere() {
        try {
            return Files.exists(directory.resolve("here")) && Files.size(directory.resolve("here")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The command lines of all QEMUs so far, after the number of each. */
    List<String> started() {
        try {
            Path file = directory.resolve("started");
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long lastStarted() {
        List<String> all = started();
        return Long.parseLong(all.get(all.size() - 1).split(" ", 2)[0]);
    }

    private Stream<Path> sockets() {
        return started().stream().map(line -> Path.of(line.replaceFirst(".*path=(/[^ ]*)/channel.*", "$1")));
    }

    /** A fault: the process stands still, and is not gone (signal(7), SIGSTOP). */
    static void stop(ProcessHandle process) throws Exception {
        Process kill = new ProcessBuilder("sh", "-c", "kill -s STOP " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Waits for what cannot fail to come, busily but not greedily: the guests need a processor too. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what was waited for did not come").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
    }

    @Override
    public void close() throws IOException {
        lab.close();
        List<Long> processes = new ArrayList<>();
        for (String line : started()) {
            processes.add(Long.parseLong(line.split(" ", 2)[0]));
        }
        assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(sockets()).noneMatch(Files::exists);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("guest-memory-"));
        }
        openBefore.awaitNoMore();
    }
}
