package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.vm.RunOutcome.Kind;
import culprit.vm.Stage.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a QEMU is not taken for the kernel's doing, and nothing of it is left. */
class QemuFaultIT {
    private static final String BOOT = "[    0.000000] Linux version 6.1.0\n";
    private static final String READY = BOOT + TinyGuest.READY;
    private static final String OOPS = """
            [    1.500000][   T42] BUG: kernel NULL pointer dereference, address: 0000000000000018
            [    1.500000][   T42] RIP: 0010:pipe_ioctl+0x4f/0xa0
            [    1.500000][   T42] Call Trace:
            """;

    /** A tenth of a second for the memory of a graphics card, which is no file. */
    private static final String SAVES_SLOWLY = "set -- \"$@\" -device VGA,vgamem_mb=256";

    private static final String KILLED = "QEMU ended with exit code 137: no message";

    @TempDir
    private static Path builds;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Kernel kernel;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Stage stage;

    @BeforeAll
    static void build() throws Exception {
        kernel = TinyGuest.plain(builds);
    }

    @BeforeEach
    void open(TestInfo test) {
        stage = new Stage(test.getTestMethod().orElseThrow().getName(), directory, kernel);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stage.close();
    }

    private static void assertIs(RunOutcome outcome, Kind kind, String title) {
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.title()).isEqualTo(title);
    }

    private static void kill(ProcessHandle qemu) {
        assertThat(qemu.destroyForcibly()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatIsKilledBeforeItHasBegun(Way way) throws Exception {
        assertIs(stage.first("kill -KILL $$").play(way, READY), Kind.INFRA, KILLED);
    }

    @Test
    void aQemuThatIsKilledWhileItOpensItsConnections() throws Exception {
        String without =
                "for a; do shift; case $a in socket,id=monitor*) a=null,id=monitor;; esac; set -- \"$@\" \"$a\"; done";
        assertIs(stage.first(without).play(Way.BOOTED, TinyGuest.HERE, QemuFaultIT::kill), Kind.INFRA, KILLED);
    }

    @Test
    void aQemuThatIsKilledWhileItsGuestBoots() throws Exception {
        assertIs(stage.play(Way.BOOTED, BOOT + TinyGuest.HERE, QemuFaultIT::kill), Kind.INFRA, KILLED);
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatIsKilledBeforeItsGuestTakesTheOrder(Way way) throws Exception {
        String deaf = BOOT + TinyGuest.says("ready 1") + TinyGuest.PAUSE + TinyGuest.HERE;
        assertIs(stage.play(way, deaf, QemuFaultIT::kill), Kind.INFRA, KILLED);
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatIsKilledInTheRun(Way way) throws Exception {
        assertIs(stage.play(way, READY + TinyGuest.HERE, QemuFaultIT::kill), Kind.INFRA, KILLED);
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatIsKilledWhileAReportIsPrintedHasToldEnough(Way way) throws Exception {
        RunOutcome outcome = stage.play(way, READY + OOPS + TinyGuest.HERE, QemuFaultIT::kill);
        assertIs(outcome, Kind.CRASHED, "BUG: unable to handle kernel NULL pointer dereference in pipe_ioctl");
    }

    @Test
    void aQemuThatIsKilledWhileItsGuestIsSavedIsReplacedByOneThatBoots() throws Exception {
        RunOutcome outcome = stage.first(SAVES_SLOWLY).playSaved(READY + TinyGuest.exit(0), QemuFaultIT::kill);
        assertIs(outcome, Kind.OK, "");
        assertThat(outcome.details().resumed()).isFalse();
        assertThat(stage.lab().news())
                .containsExactly("each guest boots from here on: the state of a guest could not be saved (QEMU ended"
                        + " with exit code 137)");
    }

    @Test
    void aQemuThatIsKilledBeforeItsGuestCanBeSavedIsReplacedByOneThatBootsAndThatIsTold() throws Exception {
        stage.first("case \"$*\" in *memory-backend*) (sleep 0.5; kill -KILL $$) & ;; esac");
        String slow = BOOT + TinyGuest.PAUSE + TinyGuest.PAUSE + TinyGuest.READY + TinyGuest.exit(0);
        RunOutcome outcome = stage.play(Way.RESUMED, slow);
        assertIs(outcome, Kind.OK, "");
        assertThat(outcome.details().resumed()).isFalse();
        assertThat(stage.lab().news())
                .containsExactly("each guest boots from here on: the state of a guest could not be saved (QEMU ended"
                        + " with exit code 137)");
    }

    @Test
    void aQemuThatIsKilledWhileItsGuestIsRestoredIsReplacedByOneThatBoots() throws Exception {
        stage.first("case \"$*\" in *-incoming*) kill -KILL $$;; esac");
        RunOutcome outcome = stage.play(Way.RESUMED, READY + TinyGuest.exit(0));
        assertIs(outcome, Kind.OK, "");
        assertThat(outcome.details().resumed()).isFalse();
        assertThat(stage.lab().news())
                .singleElement()
                .asString()
                .startsWith("each guest boots from here on: a guest could not go on from a saved state (QEMU ended");
    }

    @Test
    void aQemuThatIsTerminatedWhileItsGuestBootsSaysNothingAboutTheKernel() throws Exception {
        assertIs(
                stage.play(Way.BOOTED, BOOT + TinyGuest.HERE, ProcessHandle::destroy),
                Kind.INFRA,
                "QEMU was ended from outside (host-signal)");
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatIsTerminatedInTheRunSaysNothingAboutTheKernel(Way way) throws Exception {
        assertIs(
                stage.play(way, READY + TinyGuest.HERE, ProcessHandle::destroy),
                Kind.INFRA,
                "QEMU was ended from outside (host-signal)");
    }

    /** All at once, because the answer of each is waited for for 20 s. */
    @Test
    void aQemuThatIsStoppedSaysNothingAboutTheKernel() throws Exception {
        String stopped = "QEMU does not answer any more";
        try (Stage booting = shortOfTime("booting");
                Stage running = shortOfTime("running");
                Stage resumed = shortOfTime("resumed");
                Stage saved = shortOfTime("saved")) {
            List<CompletableFuture<RunOutcome>> outcomes = List.of(
                    Stage.begin(() -> booting.shortLimits().play(Way.BOOTED, BOOT + TinyGuest.HERE, Stage::stop)),
                    Stage.begin(() -> running.play(Way.BOOTED, READY + TinyGuest.HERE, Stage::stop)),
                    Stage.begin(() -> resumed.play(Way.RESUMED, READY + TinyGuest.HERE, Stage::stop)),
                    Stage.begin(() -> saved.first(SAVES_SLOWLY).playSaved(READY + TinyGuest.exit(0), Stage::stop)));
            for (CompletableFuture<RunOutcome> outcome : outcomes.subList(0, 3)) {
                assertIs(outcome.get(2, TimeUnit.MINUTES), Kind.INFRA, stopped);
            }
            RunOutcome outcome = outcomes.get(3).get(2, TimeUnit.MINUTES);
            assertIs(outcome, Kind.OK, "");
            assertThat(outcome.details().resumed()).isFalse();
        }
    }

    private Stage shortOfTime(String name) throws Exception {
        return new Stage("aQemuThatIsStopped, " + name, Files.createDirectory(directory.resolve(name)), kernel)
                .limits(Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofMillis(600));
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatDoesNotUnderstandItsOptionsIsQuoted(Way way) throws Exception {
        RunOutcome outcome = stage.first("set -- \"$@\" -no-such-option").play(way, READY);
        assertIs(
                outcome,
                Kind.INFRA,
                "QEMU ended with exit code 1: qemu-system-x86_64: -no-such-option: invalid option");
    }

    @ParameterizedTest
    @EnumSource
    void aGuestWithMoreMemoryThanTheMachineCanPromiseIsNotStarted(Way way) throws Exception {
        RunOutcome outcome = stage.memory(1 << 30).play(way, READY);
        assertThat(outcome.kind()).isEqualTo(Kind.INFRA);
        assertThat(outcome.title()).startsWith("QEMU ended with exit code 1: ").containsIgnoringCase("memory");
    }

    @ParameterizedTest
    @EnumSource
    void aQemuThatFailsInTheRunIsQuoted(Way way) throws Exception {
        String failing = """
                qemu-system-x86_64 "$@" -debugcon file:DIRECTORY/here &
                while [ ! -s DIRECTORY/here ]; do sleep 0.05; done
                echo "first words" >&2
                echo "last words" >&2
                exit 3
                """.replace("DIRECTORY", directory.toString());
        // The guest that is saved has no business in the run.
        String only = way == Way.BOOTED ? failing : "case \"$*\" in *-incoming*)\n" + failing + ";; esac";
        assertIs(
                stage.first(only).play(way, READY + TinyGuest.HERE),
                Kind.INFRA,
                "QEMU ended with exit code 3: last words");
    }

    @Test
    void aMachineThatCannotBeSavedBoots() throws Exception {
        RunOutcome outcome =
                stage.first("set -- \"$@\" -device nvme,serial=1").play(Way.RESUMED, READY + TinyGuest.exit(0));
        assertIs(outcome, Kind.OK, "");
        assertThat(stage.lab().news())
                .singleElement()
                .asString()
                .startsWith("each guest boots from here on: the state of a guest could not be saved (QEMU refuses");
    }

    @Test
    void aFullDiskForTheMemoryOfSavedGuestsLetsThemBoot() throws Exception {
        assumeTrue(mounts("mount", "-t", "tmpfs", "-o", "size=8m", "none", directory.toString()), "no mount");
        try {
            try (Stage full = new Stage("aFullDiskForTheMemoryOfSavedGuests", directory, kernel)) {
                assertIs(full.play(Way.BOOTED, READY + TinyGuest.exit(0)), Kind.OK, "");
                int free = (int) Files.getFileStore(directory).getUsableSpace();
                Files.write(directory.resolve("filler"), new byte[free - (64 << 10)]);
                RunOutcome outcome = full.play(Way.RESUMED, READY + TinyGuest.exit(0));
                assertIs(outcome, Kind.OK, "");
                assertThat(outcome.details().resumed()).isFalse();
            }
        } finally {
            assertThat(mounts("umount", "-l", directory.toString())).isTrue();
        }
    }

    private boolean mounts(String... command) throws Exception {
        Command started = new Command(List.of(command), builds, Map.of(), builds.resolve("mount.txt"));
        return stage.lab().commands().run(started, Duration.ofSeconds(20)).exitCode() == 0;
    }
}
