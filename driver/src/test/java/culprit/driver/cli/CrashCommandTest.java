package culprit.driver.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.report.terminal.Progress.Mode;
import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code culprit crash} prints and returns. */
class CrashCommandTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String QUIET = "[    0.000000] Linux version 6.1.0\n";

    private static final String OOPS = """
            [   12.000000] gizmo: probed
            [   12.345678] BUG: kernel NULL pointer dereference, address: 0000000000000018
            [   12.345680] Oops: 0002 [#1] SMP
            [   12.345681] CPU: 0 PID: 77 Comm: syz.3.19 Not tainted 6.1.0 #1
            [   12.345682] RIP: 0010:mutex_lock+0x11/0x30
            [   12.345684] Call Trace:
            [   12.345686]  widget_flush+0x35/0x60 drivers/widget/core.c:12
            [   12.345687]  do_syscall_64+0x38/0x90
            [   12.345690] Kernel panic - not syncing: Fatal exception
            """;

    private static final String WARNING = """
            [   20.000000] WARNING: CPU: 1 PID: 9 at mm/gizmo.c:12 gizmo_read+0x1/0x2
            [   20.000001] RIP: 0010:gizmo_read+0x1/0x2
            [   20.000002] Call Trace:
            [   20.000003]  vfs_read+0x1/0x2
            [   20.000004]  ksys_read+0x1/0x2
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] input = {};

    private int crash(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(out, new PrintStream(err, true, UTF_8), Mode.PLAIN, 0);
        List<String> all = new ArrayList<>(List.of("crash"));
        all.addAll(List.of(arguments));
        return Culprit.commandLine(terminal, new ByteArrayInputStream(input)).execute(all.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.write(directory.resolve(name), text.getBytes(ISO_8859_1)).toString();
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private String errors() {
        return err.toString(UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(ISO_8859_1));
        }
        return compressed.toByteArray();
    }

    @Test
    void aCompressedConsoleIsReadLikeAnyOther() throws IOException {
        String plain = file("console.txt", QUIET + OOPS);
        crash(plain);
        String expected = printed();
        // Whatever it is called.
        Path compressed = Files.write(directory.resolve("console.gz"), gzip(QUIET + OOPS));
        assertThat(crash(compressed.toString())).isEqualTo(0);
        assertThat(printed()).isEqualTo(expected.replace(plain, compressed.toString()));
        input = gzip(QUIET + OOPS);
        assertThat(crash("-")).isEqualTo(0);
        assertThat(printed()).isEqualTo(expected.replace(plain, "-"));
    }

    @Test
    void aCompressedConsoleThatIsCutOffIsReadAsFarAsItGoes() throws IOException {
        byte[] whole = gzip(OOPS + QUIET.repeat(1000));
        for (int missing : new int[] {1, 8, whole.length / 4}) {
            Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - missing));
            assertThat(crash(cut.toString())).isEqualTo(0);
            assertThat(printed()).contains("kernel NULL pointer dereference in widget_flush");
        }
    }

    @Test
    void aDamagedCompressedConsoleIsRefusedByName() throws IOException {
        Path damaged =
                Files.write(directory.resolve("damaged.gz"), new byte[] {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(crash(damaged.toString())).isEqualTo(2);
        assertThat(errors()).contains("cannot read " + damaged);
    }

    @Test
    void aHugeConsoleInASmallFileIsOnlyAStream() throws IOException {
        Path bomb = directory.resolve("bomb.gz");
        byte[] line = (" ".repeat(65_535) + "\n").getBytes(ISO_8859_1);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (int i = 0; i < 4000; i++) {
                gzip.write(line);
            }
            gzip.write(OOPS.getBytes(ISO_8859_1));
        }
        assertThat(bomb.toFile().length()).isLessThan(1 << 20);
        assertThat(crash(bomb.toString())).isEqualTo(0);
        assertThat(printed()).contains("bomb.gz:4002: BUG: unable to handle");
    }

    @Test
    void noMoreThanAHundredCrashesAreLookedAt() throws IOException {
        String log = file("console.txt", "[    1.0] BUG: workqueue lockup\n".repeat(150));

        assertThat(crash("--json", log)).isEqualTo(0);
        assertThat(printed()).contains("\"line\":100,").doesNotContain("\"line\":101,");
    }

    @Test
    void aCrashIsShownWithItsPlaceItsNameWhatIsKnownAndItsReport() throws IOException {
        String log = file("console.txt", QUIET + OOPS);

        assertThat(crash(log)).isEqualTo(0);
        assertThat(printed()).isEqualTo(log + """
                        :3: BUG: unable to handle kernel NULL pointer dereference in widget_flush
                          type:       NULL-POINTER-DEREFERENCE
                          also:       bad-access in widget_flush
                          function:   widget_flush
                          file:       drivers/widget/core.c
                          executor:   proc=3, id=19
                          panicked:   the kernel gave up

                          Linux version 6.1.0
                          gizmo: probed
                          BUG: kernel NULL pointer dereference, address: 0000000000000018
                          Oops: 0002 [#1] SMP
                          CPU: 0 PID: 77 Comm: syz.3.19 Not tainted 6.1.0 #1
                          RIP: 0010:mutex_lock+0x11/0x30
                          Call Trace:
                           widget_flush+0x35/0x60 drivers/widget/core.c:12
                           do_syscall_64+0x38/0x90
                          Kernel panic - not syncing: Fatal exception

                        """);
        assertThat(errors()).isEmpty();
    }

    @Test
    void laterCrashesAreShownBehindTheFirstUnlessTheyAreCorrupted() throws IOException {
        assertThat(crash(file("console.txt", OOPS + WARNING))).isEqualTo(0);
        assertThat(printed())
                .containsSubsequence(
                        "console.txt:2: BUG: unable to handle",
                        "number:     1 of 2, the first\n",
                        "console.txt:10: WARNING in gizmo_read\n",
                        "number:     2 of 2, perhaps a consequence of the first\n")
                .doesNotContain("kernel panic:");
    }

    @Test
    void aFirstCrashThatIsCorruptedOrSuppressedIsShownWithTheReason() throws IOException {
        assertThat(crash(file("console.txt", "fatal error: out of memory\n[    1.0] BUG: Bad page map\n")))
                .isEqualTo(0);
        assertThat(printed()).contains("go runtime error", "suppressed:").doesNotContain("Bad page map\n  type");
        assertThat(crash(file("console.txt", "[    1.0] BUG: Bad page map\n"))).isEqualTo(0);
        assertThat(printed())
                .contains("  corrupted:  there is no stack trace where one belongs; the title may be wrong\n");
    }

    @Test
    void aQuietConsoleHasAnExitCodeOfItsOwn() throws IOException {
        String quiet = file("quiet.txt", QUIET);

        assertThat(crash(quiet)).isEqualTo(3);
        assertThat(printed()).isEqualTo(quiet + ": no crash\n");
        assertThat(crash(quiet, file("console.txt", OOPS))).isEqualTo(0);
    }

    @Test
    void standardInputIsReadWhenNoFileIsNamed() {
        input = OOPS.getBytes(ISO_8859_1);

        assertThat(crash()).isEqualTo(0);
        assertThat(printed()).startsWith("-:2: BUG: unable to handle kernel NULL");
        assertThat(crash("-")).isEqualTo(0);
        input = new byte[0];
        assertThat(crash()).isEqualTo(3);
    }

    @Test
    void filesThatCannotBeReadAreNamedAndTheOthersShown() throws IOException {
        String missing = directory.resolve("missing.txt").toString();

        assertThat(crash(missing, file("console.txt", OOPS))).isEqualTo(2);
        assertThat(errors())
                .isEqualTo("culprit: " + missing
                        + " does not exist: name a console log, or none to read standard input\n");
        assertThat(printed()).contains("BUG: unable to handle kernel NULL");
        assertThat(crash(directory.toString())).isEqualTo(2);
        assertThat(errors()).contains(directory + " is a directory");
        assertThat(crash("--json", missing)).isEqualTo(2);
        assertThat(MAPPER.readTree(printed()).path("error").stringValue()).contains("does not exist");
        assertThat(errors()).isEmpty();
    }

    @Test
    void whatCouldHarmATerminalIsEscaped() throws IOException {
        assertThat(crash(file("console.txt", "[    1.0] panic: \u001b[2J\u00e2\u0080\u00aex\u00ff\tend\r\n")))
                .isEqualTo(0);
        assertThat(printed()).contains("  panic: \\x1b[2J\\u202ex\ufffd\tend\n").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void jsonHasAllCrashesOfAFile() throws IOException {
        String log = file("console.txt", OOPS + WARNING);
        String quiet = file("quiet.txt", QUIET);

        assertThat(crash("--json", log, quiet)).isEqualTo(0);
        List<String> lines = printed().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = MAPPER.readTree(lines.get(0));
        assertThat(first.path("file").stringValue()).isEqualTo(log);
        assertThat(first.path("crashes").size()).isEqualTo(2);
        assertThat(first.path("crashes").get(1).path("line").intValue()).isEqualTo(10);
        assertThat(first.path("crashes").get(1).path("title").stringValue()).isEqualTo("WARNING in gizmo_read");
        assertThat(lines.get(1)).isEqualTo("{\"file\":\"" + quiet + "\",\"crashes\":[]}");
    }

    @Test
    void aBatchIsAnsweredLineByLine() {
        input = (MAPPER.createObjectNode().put("name", "a").put("log", OOPS) + "\n"
                        + MAPPER.createObjectNode().put("name", "b").put("log", QUIET) + "\n")
                .getBytes(UTF_8);

        assertThat(crash("--batch")).isEqualTo(0);
        List<String> lines = printed().lines().toList();
        JsonNode answer = MAPPER.readTree(lines.get(0));
        assertThat(answer.propertyNames())
                .containsExactly(
                        "name",
                        "title",
                        "altTitles",
                        "type",
                        "frame",
                        "guiltyFile",
                        "corrupted",
                        "corruption",
                        "suppressed",
                        "panicked",
                        "executor",
                        "report");
        assertThat(answer.path("name").stringValue()).isEqualTo("a");
        assertThat(answer.path("guiltyFile").stringValue()).isEqualTo("drivers/widget/core.c");
        assertThat(answer.path("executor").stringValue()).isEqualTo("proc=3, id=19");
        assertThat(answer.path("corruption").isNull()).isTrue();
        assertThat(lines.get(1)).isEqualTo("{\"name\":\"b\",\"title\":\"\"}");
    }

    @Test
    void aBatchKeepsTextOfAnyAlphabet() {
        String log = "[    1.0] SYZFAIL: gr\u00fc\u00dfe \u4f60 \ud83d\ude00 \ufffd\r\n";
        input = (MAPPER.createObjectNode().put("name", "\u00fc").put("log", log) + "\n").getBytes(UTF_8);

        assertThat(crash("--batch")).isEqualTo(0);
        JsonNode answer = MAPPER.readTree(printed());
        assertThat(answer.path("name").stringValue()).isEqualTo("\u00fc");
        assertThat(answer.path("title").stringValue()).isEqualTo("SYZFAIL: gre");
        assertThat(answer.path("report").stringValue())
                .isEqualTo("SYZFAIL: gr\u00fc\u00dfe \u4f60 \ud83d\ude00 \ufffd\n");
    }

    @Test
    void aLineThatIsNoQuestionHasAnErrorForAnAnswerAndTheNextOnesAreAnswered() {
        input = "what?\n{\"name\":\"a\"}\n[]\n{\"log\":\"panic: x\\n\"}\n".getBytes(UTF_8);

        assertThat(crash("--batch")).isEqualTo(2);
        List<String> lines = printed().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("{\"error\":\"line 1: expected an object such as {");
        assertThat(lines.get(1))
                .isEqualTo("{\"error\":\"line 2: \\\"log\\\" must be a string: the text of a console\"}");
        assertThat(lines.get(2)).startsWith("{\"error\":\"line 3: expected an object");
        assertThat(lines.get(3)).startsWith("{\"name\":null,\"title\":\"panic: x\"");
    }

    @Test
    void aLineThatTheUserCallsACrashIsOne() throws IOException {
        String log = file("console.txt", QUIET + "[    1.0] gizmo 7: firmware died, code 12\n" + OOPS);

        assertThat(crash("--crash-regexp", "never", "--crash-regexp", "gizmo .{1,3}: (firmware died)", log))
                .isEqualTo(0);
        assertThat(printed()).startsWith(log + ":2: firmware died\n").contains(log + ":4: BUG: unable to handle");
    }

    @Test
    void aLineThatTheUserIgnoresIsNoCrash() throws IOException {
        assertThat(crash("--ignore", "NULL pointer", "--ignore", "Fatal exception", file("console.txt", OOPS)))
                .isEqualTo(3);
    }

    @Test
    void anExpressionThatIsNoneIsShownWithThePlaceOfTheError() {
        assertThat(crash("--crash-regexp", "gizmo: (died")).isEqualTo(2);
        assertThat(errors()).contains("--crash-regexp", "\"gizmo: (died\"", "column 8: missing closing )");
    }

    @Test
    void crashesHaveTheNamesOfTheDayAskedFor() throws IOException {
        String log = file("console.txt", """
                [    1.0] kernel BUG at fs/gizmo.c:77!
                [    1.1] RIP: 0010:gizmo_read+0x1/0x2
                [    1.2] Call Trace:
                [    1.3]  vfs_read+0x1/0x2
                [    1.4]  ksys_read+0x1/0x2
                """);

        assertThat(crash(log)).isEqualTo(0);
        assertThat(printed()).startsWith(log + ":1: kernel BUG in gizmo_read\n");
        assertThat(crash("--dialect", "2020", log)).isEqualTo(0);
        assertThat(printed()).startsWith(log + ":1: kernel BUG at fs/gizmo.c:LINE!\n");
        assertThat(crash("--dialect", "lately", log)).isEqualTo(2);
        assertThat(errors()).contains("--dialect: \"lately\" is no day");
    }

    @Test
    void aBatchTakesNoFiles() {
        assertThat(crash("--batch", "console.txt")).isEqualTo(2);
        assertThat(errors()).contains("--batch");
    }

    /** A function of 0x60 bytes, each of which is an instruction on line 6 of its file. */
    private static final String WIDGET = """
            \t.text
            \t.globl widget_flush
            \t.type widget_flush, @function
            widget_flush:
            \t.rept 0x60
            \tnop
            \t.endr
            \t.size widget_flush, . - widget_flush
            """;

    private String vmlinux(String... options) throws Exception {
        Programs.require("gcc", "addr2line", "setsid");
        Path source = Files.createDirectories(directory.resolve("linux/drivers/widget"));
        Files.writeString(source.resolve("flush.S"), WIDGET);
        List<String> arguments = new ArrayList<>(List.of("gcc", "-c", "-o", "vmlinux", source + "/flush.S"));
        arguments.addAll(List.of(options));
        Path messages = directory.resolve("gcc.txt");
        try (Commands commands = new Commands()) {
            Command compile = new Command(arguments, directory, Map.of(), messages);
            assertThat(commands.run(compile, Duration.ofMinutes(1)).exitCode())
                    .as(Files.readString(messages))
                    .isZero();
        }
        return directory.resolve("vmlinux").toString();
    }

    @Test
    void withTheKernelAtHandReportsHaveLinesOfSource() throws Exception {
        String log = file("console.txt", OOPS.replace(" drivers/widget/core.c:12", ""));
        String linux = directory.resolve("linux").toString();

        assertThat(crash("--vmlinux", vmlinux("-g"), "--source", linux, log)).isEqualTo(0);
        assertThat(printed())
                .contains(
                        ": BUG: unable to handle kernel NULL pointer dereference in widget_flush\n",
                        "   widget_flush+0x35/0x60 drivers/widget/flush.S:6\n",
                        "   do_syscall_64+0x38/0x90\n");
    }

    @Test
    void aKernelWithoutLinesIsRefusedAndSoIsSourceWithoutKernel() throws Exception {
        String log = file("console.txt", OOPS);

        assertThat(crash("--vmlinux", vmlinux(), log)).isEqualTo(2);
        assertThat(errors()).contains("has no debug information (CONFIG_DEBUG_INFO)");
        assertThat(crash("--vmlinux", log, log)).isEqualTo(2);
        assertThat(errors()).contains("is not an ELF file");
        assertThat(crash("--vmlinux", directory.resolve("none").toString(), log))
                .isEqualTo(2);
        assertThat(errors()).contains("--vmlinux: no file that can be read at ");
        assertThat(crash("--source", directory.toString(), log)).isEqualTo(2);
        assertThat(errors()).contains("--vmlinux");
    }
}
