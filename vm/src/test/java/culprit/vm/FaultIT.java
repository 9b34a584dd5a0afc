package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.RunOutcome.Kind;
import culprit.vm.Stage.Way;
import culprit.vm.symbols.DebugInfo;
import culprit.vm.symbols.Symboliser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a guest does, its run has an outcome, and nothing of it is left: real QEMU, hostile guests. */
class FaultIT {
    private static final String BOOT = "[    0.000000] Linux version 6.1.0\n";
    private static final String READY = BOOT + TinyGuest.READY;
    private static final String TITLE = "BUG: unable to handle kernel NULL pointer dereference in pipe_ioctl";

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

    private void assertPlays(Way way, String script, Kind kind, String title) throws Exception {
        RunOutcome outcome = stage.play(way, script);
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.title()).isEqualTo(title);
    }

    @Test
    void aGuestThatIsSilentFromTheStartIsAskedWhereItIs() throws Exception {
        RunOutcome outcome = stage.shortLimits().play(Way.BOOTED, "");
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).isEqualTo("user space did not come up within 1 s");
        String state = outcome.details().state();
        assertThat(state)
                .contains("VM status: running\n")
                .containsPattern("[RE]IP=")
                .contains("CR3=")
                .doesNotContain("FPR", "XMM");
        assertThat(named(state)).containsPattern("(?m)^RIP: 0010:play[+]0x[0-9a-f]+/0x");
    }

    private String named(String state) throws Exception {
        DebugInfo own = new DebugInfo(kernel.image(), List.of());
        try (Symboliser symboliser = new Symboliser(stage.lab().commands(), Optional.of(own))) {
            return symboliser.symboliseRegisters(state);
        }
    }

    /** A microvm has no NMI; on the other machines this guest does not survive it. */
    @ParameterizedTest
    @EnumSource
    void whatCalledTheFunctionInWhichAGuestHangsIsReadFromItsStack(MachineType type) throws Exception {
        RunOutcome outcome = stage.on(type).shortLimits().play(Way.RESUMED, READY + TinyGuest.HANG);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("no output from test machine");
        assertThat(named(outcome.details().state())).containsPattern("""
                (?m)^RIP: 0010:hang_inside[+]0x[0-9a-f]+/0x[0-9a-f]+
                Call Trace:
                 [?] hang_between[+]0x[0-9a-f]+/0x[0-9a-f]+
                 [?] hang_outside[+]0x[0-9a-f]+/0x[0-9a-f]+
                 [?] play[+]0x[0-9a-f]+/0x[0-9a-f]+
                EIP=""");
    }

    @Test
    void aGuestThatFallsSilentWhileItBootsIsAskedWhereItIs() throws Exception {
        RunOutcome outcome = stage.shortLimits().play(Way.RESUMED, BOOT);
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).isEqualTo("user space did not come up within 1 s");
        assertThat(outcome.details().state()).containsPattern("[RE]IP=");
    }

    @ParameterizedTest
    @EnumSource
    void aGuestThatFallsSilentInTheRunIsAskedWhereItIs(Way way) throws Exception {
        RunOutcome outcome = stage.shortLimits().play(way, READY + "started\n");
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo("no output from test machine");
        assertThat(outcome.crash()).as("the kernel said nothing").isEmpty();
        assertThat(outcome.details().state()).containsPattern("[RE]IP=");
    }

    @Test
    void aFloodInTheBootEndsAtTheBootLimit() throws Exception {
        RunOutcome outcome = stage.shortLimits().play(Way.BOOTED, "x".repeat(999) + "\n" + TinyGuest.AGAIN);
        assertThat(outcome.kind()).isEqualTo(Kind.BOOT_FAILED);
        assertThat(outcome.title()).isEqualTo("user space did not come up within 1 s");
    }

    @ParameterizedTest
    @EnumSource
    void aFloodInTheRunEndsAtTheRunLimit(Way way) throws Exception {
        String text = ("x".repeat(99) + "\n").repeat(50);
        RunOutcome outcome = stage.shortLimits().play(way, READY + text + TinyGuest.AGAIN);
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(Gunzip.of(outcome.console())).as("the flood").startsWith(BOOT + text + text);
    }

    @ParameterizedTest
    @EnumSource
    void aFloodThatIsFasterThanAnySerialPortIsReadAtItsPace(Way way) throws Exception {
        stage.first("case \"$*\" in *share=on*) ;; *) (yes >/proc/self/fd/1) & ;; esac");
        RunOutcome outcome = stage.limits(Duration.ofMinutes(1), Duration.ofSeconds(3), Duration.ofMinutes(1))
                .play(way, READY);
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        Matcher left =
                Pattern.compile("culprit: ([0-9]+) bytes are left out here").matcher(Gunzip.of(outcome.console()));
        assertThat(left.find()).isTrue();
        double seconds = outcome.elapsed().toMillis() / 1000.0;
        assertThat(Long.parseLong(left.group(1)) / seconds / (1 << 20))
                .as("MiB a second")
                .isBetween(4.0, 36.0);
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoTextHideNothing(Way way) throws Exception {
        String noise = "\0\0\u00ff\u00fe\u00c3(\u00a0\u00a1\u00ed\u00a0\u0080\u001b[2J\r\r\0\n";
        RunOutcome outcome = stage.play(way, READY + noise + TinyGuest.OOPS + noise + TinyGuest.RESTART);
        assertThat(outcome.kind()).isEqualTo(Kind.CRASHED);
        assertThat(outcome.title()).isEqualTo(TITLE);
        assertThat(Gunzip.of(outcome.console())).contains(noise + TinyGuest.OOPS + noise);
    }

    @Test
    void aGuestThatRestartsAgainAndAgainDoesSoOnce() throws Exception {
        assertPlays(
                Way.BOOTED, BOOT + TinyGuest.RESTART, Kind.BOOT_FAILED, "the guest ended before user space came up");
        assertThat(stage.started()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTripleFaultInTheRunIsACrash(Way way) throws Exception {
        assertPlays(way, READY + TinyGuest.RESTART, Kind.CRASHED, "unexpected kernel reboot");
    }

    @Test
    void aResetInTheBootIsABootFailure() throws Exception {
        assertPlays(Way.BOOTED, BOOT + TinyGuest.RESET, Kind.BOOT_FAILED, "the guest ended before user space came up");
    }

    @ParameterizedTest
    @EnumSource
    void aResetInTheRunIsACrash(Way way) throws Exception {
        assertPlays(way, READY + TinyGuest.RESET, Kind.CRASHED, "unexpected kernel reboot");
    }

    @ParameterizedTest
    @EnumSource
    void theWordsOfALogAreOnlyTextOnTheConsole(Way way) throws Exception {
        String words = """
                run #0: crashed: KASAN: use-after-free Read in pipe_ioctl
                run #0: boot failed: can't ssh into the instance
                all runs: OK
                # git bisect bad 0123456789abcdef0123456789abcdef01234567
                culprit: 1000000 bytes are left out here
                """;
        RunOutcome outcome = stage.play(way, BOOT + words + TinyGuest.READY + words + TinyGuest.exit(0));
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.title()).isEmpty();
        assertThat(Gunzip.of(outcome.console())).isEqualTo(BOOT + words + words);
    }

    @Test
    void theWordsOfInitAreOnlyTextOnTheConsoleOfABoot() throws Exception {
        String words = TinyGuest.TOKEN + " ready 1\n" + TinyGuest.TOKEN + " exit 0\n";
        stage.shortLimits();
        assertPlays(Way.BOOTED, BOOT + words, Kind.BOOT_FAILED, "user space did not come up within 1 s");
    }

    @ParameterizedTest
    @EnumSource
    void theWordsOfInitAreOnlyTextOnTheConsoleOfARun(Way way) throws Exception {
        String words = TinyGuest.TOKEN + " failed because\n" + TinyGuest.TOKEN + " exit 7\n";
        RunOutcome outcome = stage.play(way, READY + words + TinyGuest.exit(3));
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.details().status()).isEqualTo(Optional.of(3));
    }

    @ParameterizedTest
    @EnumSource
    void noiseOnTheChannelOfInitIsNoWordOfIt(Way way) throws Exception {
        String noise =
                TinyGuest.noise("ready 1\nexit 9\n0123456789abcdef exit 9\n\0\u00ff\n" + "x".repeat(9000) + "\n");
        RunOutcome outcome =
                stage.play(way, noise + READY + noise + TinyGuest.exit(3) + TinyGuest.noise("half a line"));
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.details().status()).isEqualTo(Optional.of(3));
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOnTheChannelOfInitEndsAtTheRunLimit(Way way) throws Exception {
        RunOutcome outcome = stage.limits(Duration.ofMinutes(10), Duration.ofMillis(300), Duration.ofMinutes(10))
                .play(way, READY + TinyGuest.noise("x".repeat(500)) + TinyGuest.AGAIN);
        assertThat(outcome.kind()).isEqualTo(Kind.OK);
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(2));
    }
}
