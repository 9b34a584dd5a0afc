package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon a reproducer starts, on Debian's kernel, beside QEMU started in the plain way. Only ratios of times that were
 * measured right after each other count, and of these the median: a machine that is slow for a minute is slow for both
 * sides, and what it does between them spoils a round or two. The figures are in
 * {@code vm/target/guest-speed-*.txt}; for good ones run it alone on an idle machine: {@code mvn verify -Pit -pl vm -am
 * -Dit.test=GuestSpeedIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
class GuestSpeedIT {
    private static final int PAIRS = 7;
    private static final int ROUNDS = 5;
    private static final int RUNS = 10;
    private static final int GUESTS = 2;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Lab lab;

    @SuppressWarnings("NullAway.Init") // before each test
    private Kernel kernel;

    private final List<String> figures = new ArrayList<>();

    @BeforeEach
    void openLab() throws Exception {
        lab = new Lab(directory);
        kernel = DebianKernel.in(lab.commands());
    }

    @AfterEach
    void noGuestSurvives() {
        lab.close();
    }

    private Reproducer sleeping(int seconds) throws Exception {
        Path source = Files.writeString(
                directory.resolve("reproducer.c"),
                "#include <unistd.h>\nint main(void)\n{\nsleep(" + seconds + ");\nreturn 0;\n}\n");
        return Reproducer.compile(lab.commands(), "gcc", source, directory.resolve("reproducer"));
    }

    @Test
    void reproducersStartSoonerThanUnderAPlainQemu() throws Exception {
        Reproducer reproducer = sleeping(0);
        List<Double> plain = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        List<Double> resumed = new ArrayList<>();
        try (QemuRunner booting = lab.runner(lab.real(Execution.ONCE, Optional.empty(), false));
                QemuRunner resuming = lab.runner(lab.real(Execution.ONCE, Optional.empty(), true))) {
            // Chooses the machine and saves the first guest.
            assertThat(booting.run(kernel, reproducer, 0).details().resumed()).isFalse();
            assertThat(resuming.run(kernel, reproducer, 0).details().resumed()).isTrue();
            for (int pair = 0; pair < PAIRS; pair++) {
                plain.add(plain(directory.resolve("initramfs.cpio")));
                cold.add(seconds(booting.run(kernel, reproducer, 1).details().ready()));
                resumed.add(
                        seconds(resuming.run(kernel, reproducer, 1).details().ready()));
            }
        }
        figures.add(lab.news().toString());
        figures.add(String.format(
                Locale.ROOT,
                "from start to reproducer, medians of %d: plain QEMU %.2f s, booted %.2f s, resumed %.3f s",
                PAIRS,
                median(plain),
                median(cold),
                median(resumed)));
        double toPlain = median(ratios(cold, plain));
        double toCold = median(ratios(resumed, cold));
        figures.add(String.format(
                Locale.ROOT, "booted / plain %.2f (limit 0.65), resumed / booted %.3f (limit 0.35)", toPlain, toCold));
        write("guest-speed-start.txt");
        assertThat(toPlain).as(figures.toString()).isLessThan(0.65);
        assertThat(toCold).as(figures.toString()).isLessThan(0.35);
    }

    @Test
    void tenRunsOfTwoSecondsTakeLittleMoreThanTheReproducerItself() throws Exception {
        Reproducer reproducer = sleeping(2);
        List<Double> inTurn = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        try (QemuRunner booting = lab.runner(lab.real(Execution.ONCE, Optional.empty(), false));
                QemuRunner resuming = lab.runner(lab.real(Execution.ONCE, Optional.empty(), true));
                GuestPool guests = new GuestPool(resuming, GUESTS)) {
            // Chooses the machine; not measured.
            assertThat(booting.run(kernel, reproducer, 0).details().resumed()).isFalse();
            assertThat(resuming.run(kernel, reproducer, 0).details().resumed()).isTrue();
            for (int round = 0; round < ROUNDS; round++) {
                double before = elapsed(booting, reproducer);
                together.add(together(guests, reproducer, round));
                inTurn.add(RUNS * (before + elapsed(booting, reproducer)) / 2);
            }
        }
        double ratio = median(ratios(together, inTurn));
        figures.add(String.format(
                Locale.ROOT,
                "%d runs of a reproducer of 2 s, medians of %d: %.1f s on %d guests, booting in turn %.1f s, ratio %.2f"
                        + " (limit 0.6)",
                RUNS,
                ROUNDS,
                median(together),
                GUESTS,
                median(inTurn),
                ratio));
        figures.add("rounds: " + together + " / " + inTurn);
        write("guest-speed-runs.txt");
        assertThat(ratio).as(figures.toString()).isLessThan(0.6);
    }

    private double elapsed(QemuRunner booting, Reproducer reproducer) throws Exception {
        return seconds(booting.run(kernel, reproducer, 1).elapsed());
    }

    /** Of a kernel that none has seen before: its first guest boots. */
    private double together(GuestPool guests, Reproducer reproducer, int round) throws Exception {
        Path image = Files.copy(kernel.image(), directory.resolve("again-" + round));
        Kernel other = new Kernel(image, kernel.vmlinux(), "");
        long begin = System.nanoTime();
        List<RunOutcome> outcomes =
                guests.run(other, reproducer, IntStream.range(0, RUNS).boxed().toList(), new Quiet());
        double time = (System.nanoTime() - begin) / 1e9;
        assertThat(outcomes).hasSize(RUNS).allMatch(outcome -> outcome.details().resumed());
        return time;
    }

    /** Hears nothing. */
    private static final class Quiet implements GuestPool.Listener {
        @Override
        public void started(int run) {}

        @Override
        public void finished(RunOutcome outcome) {}
    }

    /** QEMU's own machine with all that it has by default, and the kernel as it comes. */
    private double plain(Path initramfs) throws Exception {
        String token = Vm.newToken();
        Path errors = directory.resolve("plain.txt");
        try (GuestSockets sockets = GuestSockets.open()) {
            List<String> arguments = List.of(
                    "qemu-system-x86_64",
                    "-accel",
                    "tcg",
                    "-m",
                    "256M",
                    "-display",
                    "none",
                    "-serial",
                    "stdio",
                    "-serial",
                    "chardev:channel",
                    "-chardev",
                    "socket,id=channel,path=" + sockets.paths().channel(),
                    "-kernel",
                    kernel.image().toString(),
                    "-initrd",
                    initramfs.toString(),
                    "-append",
                    "console=ttyS0 rdinit=/init culprit_token=" + token);
            long begin = System.nanoTime();
            try (Commands.Running qemu =
                    lab.commands().startPiped(new Command(arguments, directory, Map.of(), errors))) {
                Deadline deadline = new Deadline("its end", Duration.ofMinutes(2), qemu.process());
                try (SocketChannel channel = sockets.channel(deadline)) {
                    awaitReady(channel, token, qemu, deadline);
                }
                return (System.nanoTime() - begin) / 1e9;
            }
        }
    }

    private static void awaitReady(SocketChannel channel, String token, Commands.Running qemu, Deadline deadline)
            throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (said.indexOf(token + " ready") < 0) {
            qemu.process().getInputStream().skip(qemu.process().getInputStream().available());
            if (channel.read(buffer.clear()) > 0) {
                said.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
            } else {
                deadline.pause();
            }
        }
    }

    private void write(String name) throws IOException {
        figures.add(
                0,
                Runtime.getRuntime().availableProcessors() + " processors, TCG, "
                        + kernel.image().getFileName());
        figures.forEach(System.out::println);
        Files.write(Path.of("target").resolve(name), figures);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static List<Double> ratios(List<Double> some, List<Double> others) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i) / others.get(i))
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
