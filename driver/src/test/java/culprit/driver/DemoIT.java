package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.driver.demo.Demo;
import culprit.driver.demo.Situation;
import culprit.driver.replay.Replay;
import culprit.driver.replay.ReplayResult;
import culprit.git.JGitHistory;
import culprit.git.NativeGit;
import culprit.report.terminal.Progress.Mode;
import culprit.vm.Programs;
import culprit.vm.QemuRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real kernel crash, bisected: the distribution's kernel source, its compiler, QEMU, an oops. */
@Timeout(3600)
class DemoIT {
    private static final Pattern ANSWER = Pattern.compile("# git bisect (start|good|bad|skip) (.*)");

    private static final QemuRunner.Limits LIMITS =
            new QemuRunner.Limits(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5));

    @TempDir
    private Path directory;

    @Test
    void theDemosCulpritIsFoundAndTheLogSaysWhatGitSays() throws Exception {
        Programs.require("make", "gcc", "flex", "bison", "bc", "qemu-system-x86_64", "busybox", "git");
        assumeTrue(Files.isDirectory(Path.of("/usr/src")) && hasSource(), "no kernel source is installed in /usr/src");
        Demo demo = new Demo(directory.resolve("demo"), Situation.PLAIN).prepare(Demo.PACKAGED, line -> {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Settings settings = new Settings(
                new Settings.Source(demo.repository(), "master", List.of("v6.2"), demo.reproducer()),
                new Settings.Kernels(
                        demo.kconfig(), "gcc", Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(30)),
                new Settings.Guests(3, 2, 256, 1, "qemu-system-x86_64", LIMITS),
                demo.bisection(),
                false);
        int exitCode = Session.run(
                settings, new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0));
        String log = out.toString(StandardCharsets.ISO_8859_1);

        assertThat(exitCode).as("%s%n%s", err, log).isEqualTo(ExitCode.CULPRIT);
        assertThat(log)
                .containsPattern("first bad commit: [0-9a-f]{40} pipe: count only confirmed buffers in FIONREAD\n")
                .contains("crash: BUG: unable to handle kernel NULL pointer dereference in pipe_buf_confirm\n")
                .contains("Comm: reproducer")
                .containsPattern("RIP: 0010:pipe_buf_confirm\\+0x[0-9a-f/x]+ include/linux/pipe_fs_i\\.h:[0-9]+\n")
                .containsPattern("\n __x64_sys_ioctl\\+0x[0-9a-f/x]+ fs/ioctl\\.c:[0-9]+\n");
        assertThat(blocks(log)).isEqualTo(dialogue(demo.repository(), blocks(log)));
        assertReplayable(demo);
    }

    /** The same decisions follow from the log alone, and from it and the repository. */
    private static void assertReplayable(Demo demo) throws Exception {
        Path log = demo.bisection().resolve("bisect.log");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (JGitHistory history = JGitHistory.open(demo.repository())) {
            for (Optional<JGitHistory> repository : List.of(Optional.<JGitHistory>empty(), Optional.of(history))) {
                ReplayResult result = new Replay(Optional.empty(), Optional.empty(), repository).of(log, written);
                assertThat(result.kind()).as(result.toString()).isEqualTo(ReplayResult.Kind.IDENTICAL);
            }
        }
    }

    private static boolean hasSource() throws Exception {
        try (var files = Files.newDirectoryStream(Path.of("/usr/src"), "linux-source-*.tar.xz")) {
            return files.iterator().hasNext();
        }
    }

    /**
     * An answer given to git bisect, and all that the log says until the next test.
     *
     * @param answer the words behind "git bisect"
     */
    private record Block(String answer, String reply) {}

    private static List<Block> blocks(String log) {
        List<Block> blocks = new ArrayList<>();
        Matcher answer = ANSWER.matcher(log);
        while (answer.find()) {
            String rest = log.substring(answer.end() + 1);
            Matcher end = Pattern.compile("(?m)^(testing commit |parent commit |culprit signature: )")
                    .matcher(rest);
            assertThat(end.find()).isTrue();
            blocks.add(new Block(answer.group(1) + " " + answer.group(2), rest.substring(0, end.start())));
        }
        return blocks;
    }

    /** What native git replies to the same answers. */
    private List<Block> dialogue(Path repository, List<Block> blocks) {
        new NativeGit(directory).run("clone", "-q", "--no-checkout", repository.toString(), "clone");
        NativeGit git = new NativeGit(directory.resolve("clone"));
        List<Block> replies = new ArrayList<>();
        for (Block block : blocks) {
            List<String> command = new ArrayList<>(List.of("bisect"));
            command.addAll(List.of(block.answer().split(" ")));
            if (block.answer().startsWith("start ")) {
                command.add(2, "--no-checkout");
            }
            NativeGit.Answer answer = git.tell(command.toArray(String[]::new));
            assertThat(answer.err()).isEmpty();
            replies.add(new Block(block.answer(), answer.out()));
        }
        return replies;
    }
}
