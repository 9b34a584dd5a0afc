package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.driver.demo.Demo;
import culprit.driver.demo.Situation;
import culprit.driver.journal.Journal;
import culprit.report.Check;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.terminal.Progress.Mode;
import culprit.vm.Programs;
import culprit.vm.QemuRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real crash that shows in three runs of ten, with another bug in its way. */
@Timeout(3600)
class HardDemoIT {
    private static final QemuRunner.Limits LIMITS =
            new QemuRunner.Limits(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5));

    @TempDir
    private Path directory;

    /** What a bisection told, and how it ended. */
    private record Told(int exitCode, String log, List<Event> events) {
        Conclusion conclusion() {
            return ((Event.BisectionFinished) events.get(events.size() - 1)).conclusion();
        }

        long runs() {
            return events.stream().filter(Event.RunFinished.class::isInstance).count();
        }
    }

    /** More confident than usual, because the reproducer follows chance, and a test should not. */
    private static Told bisect(Demo demo) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Settings settings = new Settings(
                new Settings.Source(demo.repository(), "master", List.of(), demo.reproducer()),
                new Settings.Kernels(
                        demo.kconfig(), "gcc", Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(30)),
                new Settings.Guests(Policy.CULPRIT.runs(), 2, 256, 1, "qemu-system-x86_64", LIMITS),
                demo.bisection(),
                true,
                new Settings.Method(Policy.CULPRIT, 0.99, Optional.empty(), true));
        int exitCode = Session.run(
                settings, new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0));
        List<Event> events = Journal.read(demo.bisection().resolve("events.jsonl"));
        return new Told(exitCode, err + out.toString(StandardCharsets.ISO_8859_1), events);
    }

    @Test
    void theCulpritIsFoundAndProvedAlthoughItSeldomShowsAndAnotherBugIsInTheWay() throws Exception {
        Programs.require("make", "gcc", "flex", "bison", "bc", "qemu-system-x86_64", "busybox");
        try (var sources = Files.newDirectoryStream(Path.of("/usr/src"), "linux-source-*.tar.xz")) {
            assumeTrue(sources.iterator().hasNext(), "no kernel source is installed in /usr/src");
        }
        Demo demo = new Demo(directory.resolve("demo"), Situation.HARD).prepare(Demo.PACKAGED, line -> {});
        Told told = bisect(demo);
        System.out.printf(
                "hard demo: %d runs, \"%s\"%n", told.runs(), told.conclusion().title());
        assertThat(told.exitCode()).as(told.log()).isEqualTo(ExitCode.CULPRIT);
        assertThat(told.conclusion().title()).isEqualTo("pipe: count only confirmed buffers in FIONREAD");
        assertThat(told.conclusion().checks().list())
                .as(told.log())
                .hasSize(8)
                .allSatisfy(check -> assertThat(check.result()).as(check.text()).isEqualTo(Check.Result.PASS));
    }
}
