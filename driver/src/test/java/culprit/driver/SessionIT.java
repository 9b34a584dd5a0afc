package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import culprit.driver.procedure.InfraException;
import culprit.report.terminal.Progress.Mode;
import culprit.vm.Programs;
import culprit.vm.QemuRunner;
import culprit.vm.ssh.Disk;
import culprit.vm.ssh.DiskImage;
import culprit.vm.ssh.Login;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole bisections with real git, make, gcc and QEMU, on kernels that build and boot in a moment. */
class SessionIT {
    private static final String TITLE = "BUG: unable to handle kernel NULL pointer dereference in pipe_ioctl";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private boolean earlyStop;
    private Policy policy = Policy.SYZBOT_2020;

    @BeforeEach
    void inputs() throws Exception {
        Programs.require("make", "gcc", "ld", "addr2line", "qemu-system-x86_64", "busybox");
        Files.writeString(directory.resolve("repro.c"), "int main(void) { return 0; }\n");
        Files.writeString(directory.resolve("kconfig"), "CONFIG_64BIT=y\n");
    }

    private static final QemuRunner.Limits LIMITS =
            new QemuRunner.Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private int bisect(boolean fresh, String... goods) throws Exception {
        return bisect(fresh, 64, goods);
    }

    private int bisect(boolean fresh, int memory, String... goods) throws Exception {
        return bisect(fresh, new Settings.Guests(3, 2, memory, 1, "qemu-system-x86_64", LIMITS), goods);
    }

    private int bisect(boolean fresh, Settings.Guests guests, String... goods) throws Exception {
        Settings settings = new Settings(
                new Settings.Source(directory.resolve("linux"), "master", List.of(goods), directory.resolve("repro.c")),
                new Settings.Kernels(directory.resolve("kconfig"), "gcc", 2, Duration.ofMinutes(1)),
                earlyStop ? guests.stoppingEarly() : guests,
                directory.resolve("work"),
                fresh,
                Settings.Method.by(policy));
        out.reset();
        err.reset();
        PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Session.run(settings, new Terminal(out, messages, Mode.PLAIN, 0));
    }

    private String log() {
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private String messages() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void history(String... scripts) throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.GOOD)) {
            kernels.tag("v6.0");
            for (int i = 0; i < scripts.length; i++) {
                // A space more or less keeps neighbours apart without changing what they do.
                kernels.commit("commit " + (i + 1), scripts[i].isEmpty() ? "" : " ".repeat(i) + scripts[i]);
            }
            kernels.done();
        }
    }

    @Test
    void namesTheCulpritWithItsCrashAndLeavesTheLogAndTheConsoles() throws Exception {
        history(TinyKernels.GOOD, TinyKernels.GOOD, TinyKernels.BAD, TinyKernels.BAD, TinyKernels.BAD);
        assertThat(bisect(false)).isEqualTo(ExitCode.CULPRIT);
        assertThat(log())
                .contains("testing release v6.0\n")
                .contains("all runs: crashed: " + TITLE + "\n")
                .containsPattern("first bad commit: [0-9a-f]{40} commit 3\n")
                .contains("cc: [\"ada@example.org\"]\n")
                .contains("crash: " + TITLE + "\n")
                .contains("\nRIP: 0010:pipe_ioctl+0x4f/0xa0 fs/pipe.S:5\n")
                .contains(" __x64_sys_ioctl+0x55/0x80\n");
        assertThat(directory.resolve("work/bisect.log")).hasContent(log());
        assertThat(directory.resolve("work/git-bisect.log"))
                .content()
                .startsWith("git bisect start\n# good: [")
                .containsPattern("# first bad commit: \\[[0-9a-f]{40}] commit 3\n$");
        try (var consoles = Files.list(directory.resolve("work/consoles"))) {
            assertThat(consoles.map(Path::toString).filter(name -> name.matches(".*\\.[0-2]\\.txt\\.gz")))
                    .hasSize(5 * 3);
        }
        assertThat(messages())
                .contains("culprit: ")
                .contains("commit 3")
                .containsPattern(
                        "3 of 3 runs crashed \\(.*\\) \\(see .*/work/consoles/[0-9a-f]{40}\\.[0-2]\\.txt\\.gz\\)");
    }

    @Test
    void howGuestsStartAndWhatTookHowLongIsInTheJournalAndNoLogOfSyzbotsFormTellsOfIt() throws Exception {
        history(TinyKernels.BAD);
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.CULPRIT);
        assertThat(log()).doesNotContain("guests are of type");
        assertThat(messages()).contains("guests are of type ");
        List<String> lines = Files.readAllLines(directory.resolve("work/events.jsonl"));
        assertThat(lines)
                .anyMatch(line -> line.matches("\\{\"event\":\"guestsRemarked\",\"commit\":\"[0-9a-f]{40}\","
                        + "\"text\":\"guests are of type (pc|microvm|q35); time to user space: .*\"}"));
        assertThat(lines.stream().filter(line -> line.contains("\"runFinished\"")))
                .hasSize(3)
                .allMatch(
                        line -> line.matches(
                                ".*\"course\":\\{\"machine\":\"[a-z0-9]+ with (vmlinux|bzImage)\","
                                        + "\"resumed\":true,\"ready\":\"PT[0-9.]+S\",\"ran\":\"PT[0-9.]+S\",\"status\":(0|null),\"missing\":null}.*"));
    }

    @Test
    void limitsThatNobodyGaveFollowTheSpeedOfTheGuests() throws Exception {
        history(TinyKernels.BAD);
        Settings.Guests usual = new Settings.Guests(3, 2, 64, 1, "qemu-system-x86_64", LIMITS);
        bisect(false, usual.stretching(new Settings.Stretch(false, true)), "v6.0");
        assumeFalse(messages().contains("KVM works"), "guests here are at full speed");
        assertThat(messages())
                .containsPattern("guests take [0-9.]+ times as long as usual under KVM: they get 3 s to boot, the"
                        + " reproducer [1-5][0-9] s\n");
        bisect(true, usual, "v6.0");
        assertThat(messages()).doesNotContain("as long as usual");
    }

    @Test
    void aLogOfOurOwnSaysHowGuestsStart() throws Exception {
        policy = Policy.CULPRIT;
        history(TinyKernels.BAD);
        bisect(false, "v6.0");
        assertThat(log()).containsPattern("(?m)^culprit: guests are of type (pc|microvm|q35); time to user space: ");
    }

    @Test
    void aReproducerThatEndsWithAnErrorInEveryRunIsOkAndToldOf() throws Exception {
        history(TinyKernels.FAILING);
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.NOT_REPRODUCED);
        assertThat(log()).contains("\nall runs: OK\n");
        assertThat(messages())
                .containsPattern("the reproducer ended with status 3 in run [0-2]\n")
                .contains("in all 3 runs the reproducer ended at once with an error: it may lack something");
    }

    @Test
    void systemCallsThatAKernelLacksAreTold() throws Exception {
        policy = Policy.CULPRIT;
        history(TinyKernels.LACKING, TinyKernels.LACKING, TinyKernels.BAD, TinyKernels.BAD);
        bisect(false);
        assertThat(log())
                .containsPattern(
                        "culprit: this kernel lacks system calls that the reproducer made in run [0-9]+:"
                                + " io_uring_setup \\(its source does not have it\\), bpf \\(its configuration leaves it out\\)\n")
                .containsPattern("culprit: its parent [0-9a-f]{40} stays clean: PASS \\(0 of [0-9]+ runs show the"
                        + " target, the kernel lacks bpf and io_uring_setup;");
        assertThat(Files.readString(directory.resolve("work/events.jsonl")))
                .contains("\"missing\":[\"io_uring_setup\",\"bpf\"]}");
    }

    @Test
    void anEarlyStopSavesTheRunsAfterTheFirstCrashAlsoWhenItContinues() throws Exception {
        earlyStop = true;
        history(TinyKernels.GOOD, TinyKernels.GOOD, TinyKernels.BAD, TinyKernels.BAD, TinyKernels.BAD);
        assertThat(bisect(false)).isEqualTo(ExitCode.CULPRIT);
        assertThat(log()).containsPattern("first bad commit: [0-9a-f]{40} commit 3\n");
        assertThat(messages()).contains("1 of 1 run crashed").contains("3 of 3 runs OK");
        String whole = withoutTimes(log());
        Path journal = directory.resolve("work/events.jsonl");
        List<String> lines = Files.readAllLines(journal);
        // Just before the first test is judged, of which no run is missing.
        int cut = lines.indexOf(lines.stream()
                .filter(line -> line.contains("\"testJudged\""))
                .findFirst()
                .orElseThrow());
        Files.write(journal, lines.subList(0, cut));
        Files.delete(directory.resolve("work/exit-code.txt"));
        assertThat(bisect(false)).isEqualTo(ExitCode.CULPRIT);
        assertThat(withoutTimes(log())).isEqualTo(whole);
        assertThat(messages()).contains("continuing: 0 revisions tested, 1 run known");
    }

    @Test
    void aSecondStartShowsTheFinishedBisectionAndFreshBisectsAnew() throws Exception {
        history(TinyKernels.BAD);
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.CULPRIT);
        String first = log();
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.CULPRIT);
        assertThat(log()).isEqualTo(first);
        assertThat(messages()).contains("--fresh");
        assertThat(bisect(true, "v6.0")).isEqualTo(ExitCode.CULPRIT);
        assertThat(directory.resolve("work/earlier/1/bisect.log")).hasContent(first);
    }

    @Test
    void aBisectionThatWasCutOffContinuesWithoutRepeatingAnything() throws Exception {
        history(TinyKernels.GOOD, TinyKernels.BAD, TinyKernels.BAD, TinyKernels.BAD);
        assertThat(bisect(false)).isEqualTo(ExitCode.CULPRIT);
        String whole = withoutTimes(log());
        Path journal = directory.resolve("work/events.jsonl");
        List<String> lines = Files.readAllLines(journal);
        List<String> runs =
                lines.stream().filter(line -> line.contains("\"runFinished\"")).toList();
        // Within the third test, in the middle of a line.
        int cut = lines.indexOf(runs.get(7));
        Files.writeString(
                journal,
                String.join("\n", lines.subList(0, cut)) + "\n" + runs.get(7).substring(0, 40));
        Files.delete(directory.resolve("work/exit-code.txt"));
        leaveObjectsOf(runs.get(7).replaceFirst(".*\"commit\":\"([0-9a-f]{40})\".*", "$1"));
        Map<Path, FileTime> before = ages("consoles", "kernels");

        assertThat(bisect(false)).isEqualTo(ExitCode.CULPRIT);
        assertThat(withoutTimes(log())).isEqualTo(whole);
        assertThat(messages()).contains("continuing: 2 revisions tested, 7 runs known");
        assertThat(Files.readAllLines(journal)).containsAll(lines.subList(0, cut));
        // Each process finds out for itself how guests start.
        assertThat(withoutRemarks(Files.readAllLines(journal))).hasSameSizeAs(withoutRemarks(lines));
        Map<Path, FileTime> after = ages("consoles", "kernels");
        assertThat(after).hasSameSizeAs(before);
        // Console and times of three runs of each of two tests and of one of the third, and three kernels.
        assertThat(after.entrySet().stream().filter(before.entrySet()::contains))
                .hasSize(2 * 7 + 3);
    }

    /** At the moment of the cut, this was the last kernel that had been built. What is booted is its vmlinux. */
    private void leaveObjectsOf(String commit) throws Exception {
        Path objects = directory.resolve("work/objects");
        Path image = directory.resolve("work/kernels").resolve(commit);
        Files.copy(image, objects.resolve("vmlinux"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(objects.resolve("vmlinux.image"), image.toString());
    }

    /** Of all files but those of guests that checked a crash, which each process does anew. */
    private Map<Path, FileTime> ages(String... names) throws Exception {
        Map<Path, FileTime> ages = new TreeMap<>();
        for (String name : names) {
            try (var files = Files.list(directory.resolve("work").resolve(name))) {
                for (Path file : files.filter(each -> !each.toString().contains(".check."))
                        .toList()) {
                    ages.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return ages;
    }

    private static List<String> withoutRemarks(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains("\"guestsRemarked\""))
                .toList();
    }

    private static String withoutTimes(String log) {
        return log.replaceAll("(?m)^(revisions tested: \\d+, ).*$", "$1");
    }

    @Test
    void aBadCommitThatDoesNotCrashIsReportedWithTheOutcomesAndTheConsoles() throws Exception {
        history(TinyKernels.GOOD);
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.NOT_REPRODUCED);
        assertThat(log()).endsWith("error: the crash wasn't reproduced on the original commit\n");
        assertThat(messages())
                .contains("3 x OK")
                .contains(directory.resolve("work/consoles").toString());
    }

    @Test
    void aMachineThatRunsNoGuestIsUnfitAndTheCommitIsNotBlamed() throws Exception {
        history(TinyKernels.BAD);
        assertThatThrownBy(() -> bisect(false, Integer.MAX_VALUE >> 1, "v6.0"))
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("this machine runs no guest: QEMU ended with exit code 1: ");
    }

    @Test
    void aBadCommitThatDoesNotBuildIsReportedWithItsErrorAndWhereMakeSpoke() throws Exception {
        history(TinyKernels.UNBUILDABLE);
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.NOT_REPRODUCED);
        assertThat(messages())
                .contains("the kernel did not build: guest.c:7:1: error: ")
                .contains(directory.resolve("work/builds").toString())
                .doesNotContain(directory.resolve("work/consoles").toString());
    }

    @Test
    void goesAroundKernelsThatDoNotBuildOrBoot() throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.GOOD)) {
            kernels.tag("v6.0")
                    .commit("one", TinyKernels.GOOD + " ")
                    .commit("two", TinyKernels.GOOD + "  ")
                    .commit("does not build", TinyKernels.UNBUILDABLE)
                    .commit("does not boot", TinyKernels.HANGING)
                    .commit("five", TinyKernels.GOOD + "     ")
                    .commit("brings the crash", TinyKernels.BAD)
                    .commit("seven", TinyKernels.BAD + " ")
                    .done();
        }
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.CULPRIT);
        assertThat(log())
                .containsPattern("# git bisect skip [0-9a-f]{40}\n")
                .containsPattern("first bad commit: [0-9a-f]{40} brings the crash\n");
    }

    @Test
    void aCulpritThatChangesNoCodeIsDoubted() throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.BAD)) {
            kernels.tag("v6.0").change("only words", "README", "words\n").done();
        }
        // The user is mistaken: v6.0 crashes just the same.
        assertThat(bisect(false, "v6.0")).isEqualTo(ExitCode.DOUBTFUL);
        assertThat(log()).containsPattern("culprit signature: ([0-9a-f]{64})\nparent  signature: \\1\n");
    }

    @Test
    void aCrashOlderThanTheOldestReleaseIsInconclusive() throws Exception {
        try (TinyKernels kernels = new TinyKernels(directory.resolve("linux"), TinyKernels.BAD)) {
            kernels.tag("v6.0").commit("one", TinyKernels.BAD + " ").done();
        }
        assertThat(bisect(false)).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(log()).contains("the crash already happened on the oldest tested release\n");
    }

    @Test
    void guestsWithADiskImageAreReachedThroughSshOrElseHaveNotBooted() throws Exception {
        Programs.require("ssh", "scp");
        history(TinyKernels.GOOD);
        Path image = Files.write(directory.resolve("image"), new byte[1 << 20]);
        Disk disk = new Disk(DiskImage.of(image), Optional.empty(), new Login(image, "root", 22), "e1000");
        Settings.Guests guests = new Settings.Guests(
                3,
                2,
                64,
                1,
                "qemu-system-x86_64",
                LIMITS,
                "",
                1 << 20,
                Settings.Way.USUAL,
                false,
                Optional.of(disk),
                Settings.Stretch.NONE);
        assertThat(bisect(false, guests, "v6.0")).isEqualTo(ExitCode.NOT_REPRODUCED);
        assertThat(log()).contains("\nall runs: boot failed: can't ssh into the instance\n");
    }
}
