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

    private static Told bisect(Demo demo, Policy policy) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Settings settings = new Settings(
                new Settings.Source(demo.repository(), "master", List.of(), demo.reproducer()),
                new Settings.Kernels(
                        demo.kconfig(), "gcc", Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(30)),
                new Settings.Guests(policy.runs(), 2, 256, 1, "qemu-system-x86_64", LIMITS),
                demo.bisection(),
                true,
                Settings.Method.by(policy));
        int exitCode = Session.run(
                settings, new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0));
        List<Event> events = Journal.read(demo.bisection().resolve("events.jsonl"));
        return new Told(exitCode, err + out.toString(StandardCharsets.ISO_8859_1), events);
    }

    @Test
    void theCulpritIsFoundAndProvedWithLessThanHalfTheRunsOfTenAtEachRevision() throws Exception {
        Programs.require("make", "gcc", "flex", "bison", "bc", "qemu-system-x86_64", "busybox");
        try (var sources = Files.newDirectoryStream(Path.of("/usr/src"), "linux-source-*.tar.xz")) {
            assumeTrue(sources.iterator().hasNext(), "no kernel source is installed in /usr/src");
        }
        Demo demo = new Demo(directory.resolve("demo"), Situation.HARD).prepare(Demo.PACKAGED, line -> {});
        Told weighed = bisect(demo, Policy.CULPRIT);
        assertThat(weighed.exitCode()).as(weighed.log()).isEqualTo(ExitCode.CULPRIT);
        assertThat(weighed.conclusion().title()).isEqualTo("pipe: count only confirmed buffers in FIONREAD");
        assertThat(weighed.conclusion().checks().list())
                .as(weighed.log())
                .hasSize(8)
                .allSatisfy(check -> assertThat(check.result()).as(check.text()).isEqualTo(Check.Result.PASS));

        Told ten = bisect(demo, Policy.SYZBOT_2020);
        System.out.printf(
                "hard demo: %d runs with the policy culprit (%s), %d with syzbot-2020 (%s)%n",
                weighed.runs(),
                weighed.conclusion().title(),
                ten.runs(),
                ten.conclusion().title());
        assertThat(weighed.runs()).as(weighed.log()).isLessThan(ten.runs() / 2);
    }
}
