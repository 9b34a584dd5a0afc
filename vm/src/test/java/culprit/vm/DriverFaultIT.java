package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Stage.Way;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What guests can do to the program that runs them, which is one of its own here: real QEMU, a real kill -9. */
class DriverFaultIT {
    @TempDir
    private static Path builds;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Kernel kernel;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private String name;

    @BeforeAll
    static void build() throws Exception {
        kernel = TinyGuest.plain(builds);
    }

    @BeforeEach
    void note(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    /** Plays a guest's script, each time in a guest of its own. */
    static final class Driver {
        /** Takes a name, a stage's directory, a kernel, a way, commands for {@link Stage#first}, a script, how often. */
        public static void main(String[] arguments) throws Exception {
            GuestSockets.open().close(); // Java opens a pair of sockets for itself together with the first one
            Kernel kernel = new Kernel(Path.of(arguments[2]), "");
            try (Stage stage = new Stage(arguments[0], Path.of(arguments[1]), kernel)) {
                stage.limits(Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofMinutes(5))
                        .first(arguments[4]);
                stage.play(Way.valueOf(arguments[3]), arguments[5], Integer.parseInt(arguments[6]));
            }
        }
    }

    private Process drive(Way way, String first, String script, int runs) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx40m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + temporary(),
                "-cp",
                System.getProperty("java.class.path"),
                Driver.class.getName()));
        command.addAll(List.of(name, directory.toString(), kernel.image().toString(), way.name(), first, script));
        command.add(Integer.toString(runs));
        File output = directory.resolve("output").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    private Path temporary() throws Exception {
        return Files.createDirectories(directory.resolve("tmp"));
    }

    private String output() throws Exception {
        return Files.readString(directory.resolve("output"), StandardCharsets.ISO_8859_1);
    }

    private void assertDrives(Way way, String first, String script, int runs) throws Exception {
        Process driver = drive(way, first, script, runs);
        boolean ended = driver.waitFor(4, TimeUnit.MINUTES);
        driver.destroyForcibly();
        System.out.print(output());
        assertThat(ended).isTrue();
        assertThat(driver.exitValue()).as(output()).isZero();
        try (Stream<Path> left = Files.list(temporary())) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("culprit"));
        }
    }

    /** What comes on the console beside the guest's own words, through a pipe that QEMU has not made non-blocking. */
    private static String flood(String text, long bytes) {
        return "(yes '" + text + "' | head -c " + bytes + "; printf '\\n" + TinyGuest.OOPS.replace("\n", "\\n")
                + "') >/proc/self/fd/1 &";
    }

    @Test
    void twoGigabytesOnTheConsoleFitIntoLittleMemoryAndHideNoCrash() throws Exception {
        String text = "[    1.000000] all work and no play makes a dull console, and a long one";
        assertDrives(Way.BOOTED, flood(text, 2L << 30), TinyGuest.READY, 1);
        assertThat(output())
                .contains("CRASHED \"BUG: unable to handle kernel NULL pointer dereference in pipe_ioctl\"");
    }

    @Test
    void aLineOfAHundredMegabytesFitsIntoLittleMemoryAndHidesNoCrash() throws Exception {
        String endless = flood("x", 200L << 20).replace("|", "| tr -d '\\n' |");
        assertDrives(Way.BOOTED, endless, TinyGuest.READY, 1);
        assertThat(output())
                .contains("CRASHED \"BUG: unable to handle kernel NULL pointer dereference in pipe_ioctl\"");
    }

    @Test
    void twoHundredGuestsLeaveNothing() throws Exception {
        assertDrives(Way.RESUMED, "", TinyGuest.READY + TinyGuest.RESTART, 200);
        assertThat(output()).contains("200 runs: CRASHED \"unexpected kernel reboot\"");
    }

    /** Also of one whose new parent is slow to ask how it ended: proc(5), stat, the state after the name. */
    private static boolean isGone(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.ISO_8859_1)
                    .contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void noGuestSurvivesAKilledDriverByASecondNotEvenAStoppedOne() throws Exception {
        for (Way way : Way.values()) {
            Files.deleteIfExists(directory.resolve("here"));
            Process driver = drive(way, "", TinyGuest.READY + TinyGuest.HERE, 1);
            Path here = directory.resolve("here");
            Stage.await(() -> Files.exists(here) && here.toFile().length() > 0);
            List<String> started = Files.readAllLines(directory.resolve("started"));
            ProcessHandle qemu = ProcessHandle.of(
                            Long.parseLong(started.get(started.size() - 1).split(" ", 2)[0]))
                    .orElseThrow();
            Stage.stop(qemu);
            long begin = System.nanoTime();
            driver.destroyForcibly();
            Stage.await(() -> isGone(qemu));
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT, "fault: a killed driver, %s: its guest is gone after %.3f s%n", way, seconds);
            assertThat(seconds).isLessThan(1);
        }
    }
}
