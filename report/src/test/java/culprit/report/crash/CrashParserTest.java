package culprit.report.crash;

import static culprit.report.crash.Captures.PARSER;
import static culprit.report.crash.Captures.bytes;
import static culprit.report.crash.Captures.find;
import static culprit.report.crash.Captures.oops;
import static culprit.report.crash.Captures.parse;
import static culprit.report.crash.Captures.trace;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What belongs to a crash, where it stands, and when its report is to be trusted. */
class CrashParserTest {
    @Test
    void findsNothingOnAQuietConsole() {
        assertThat(find("[    0.000000] Linux version 6.1.0\n[    1.000000] Run /init as init process\n"))
                .isEmpty();
        assertThat(find("")).isEmpty();
    }

    @Test
    void leavesHarmlessLinesAlone() {
        String harmless = """
                [    1.0] ODEBUG: Out of memory
                [    1.1] WARNING: Unprivileged eBPF is enabled with eIBRS on
                [    1.2] INFO: lockdep is turned off.
                [    1.3] traps: sh[9] general protection fault ip:1 sp:2 error:0 in libc.so
                [    1.4] INFO: NMI handler (perf_event_nmi_handler) took too long to run
                """;

        assertThat(find(harmless)).isEmpty();
        assertThat(PARSER.containsCrash(bytes(harmless), 0)).isFalse();
    }

    @Test
    void offsetsPointIntoTheBytesGiven() {
        String before = "\u0000\u00ff noise\r\n[    0.5] hello\r\n";
        String console =
                before + "[    1.0] BUG: workqueue lockup\r\n[    1.1] more\n[    1.2] BUG: Bad page map\nrest\n";
        Crash crash = parse(console);

        assertThat(crash.start()).isEqualTo(before.length());
        assertThat(console.substring(crash.start(), crash.skip())).isEqualTo("[    1.0] BUG: workqueue lockup\r");
        assertThat(console.substring(0, crash.end())).endsWith("BUG: Bad page map");
        assertThat(PARSER.parse(bytes(console), crash.skip()).orElseThrow().title())
                .isEqualTo("BUG: Bad page map");
    }

    @Test
    void keepsTheLinesOfTheTaskThatCrashed() {
        Crash crash = parse("""
                [    1.0][   T12] gizmo: opening
                [    1.1][   T99] other: opening
                [    1.2][   T12] BUG: Bad page map in process sh
                [    1.3][   T99] BUG: workqueue lockup
                [    1.4][   T12] Call Trace:
                [    1.5][   T12]  ? guessed+0x1/0x2
                [    1.6][   T12]  gizmo_map+0x1/0x2
                [    1.7][   T12]  unsure+0x1/0x2 (unreliable)
                """);

        assertThat(crash.report())
                .isEqualTo("gizmo: opening\nBUG: Bad page map in process sh\nCall Trace:\n gizmo_map+0x1/0x2\n");
    }

    @Test
    void keepsOtherProcessorsOnceTheyAreAskedForTheirStacks() {
        Crash crash = parse("""
                [    1.0][    C0] BUG: workqueue lockup - pool
                [    1.1][    C1] unrelated
                [    1.2][    C0] Sending NMI from CPU 0 to CPUs 1:
                [    1.3][    C1] NMI backtrace for cpu 1
                [    1.4][    T1] unrelated
                """);

        assertThat(crash.report())
                .isEqualTo(
                        "BUG: workqueue lockup - pool\nSending NMI from CPU 0 to CPUs 1:\nNMI backtrace for cpu 1\n");
    }

    @Test
    void takesNoTitleFromTheNextReport() {
        String first = "[    1.0] BUG: scheduling while atomic: sh/9/0x2\n";
        Crash crash = parse(first + trace("INFO: trying to register non-static key.", "gizmo_init", "a", "b"));

        assertThat(crash.title()).isEqualTo("BUG: scheduling while atomic in corrupted");
        assertThat(crash.corrupted()).isTrue();
    }

    @Test
    void waitsForAMessageThatIsPrintedAgain() {
        Crash crash = parse("""
                [    1.0] BUG: Bad pa
                ** replaying previous printk message **
                [    1.0] BUG: Bad page map in process sh
                """);

        assertThat(crash.title()).isEqualTo("BUG: Bad page map");
        assertThat(crash.start()).isGreaterThan(50);
    }

    @Test
    void cutsAPanicThatOnlyRepeatsTheStack() {
        String filler = "[    1.1]  frame+0x1/0x2\n".repeat(30);
        String panic = "[    1.2] Kernel panic - not syncing: panic_on_warn set\n[    1.3] second stack\n";
        String head = "[    1.0] BUG: Bad page map in process sh\n";

        assertThat(parse(head + filler + panic).report()).doesNotContain("Kernel panic");
        assertThat(parse(head + panic).report()).contains("Kernel panic", "second stack");
        assertThat(parse(head + filler + panic).panicked()).isTrue();
    }

    @Test
    void namesAMessageInsideAPrefixFromTheRawConsole() {
        Crash crash = parse("BUG: Bad page map login: [    1.0] hello\n");

        assertThat(crash.title()).startsWith("BUG: Bad page map");
    }

    @Test
    void saysWhyAReportIsCorrupted() {
        String cut = "[    1.0] BUG: Bad page map\n[    1.1] Call Trace:\n";
        String noFrames = cut + "text\n".repeat(20).replace("text", "[    1.2] register dump");

        assertThat(parse("[    1.0] BUG: Bad page map\n").corruption()).contains(Corruption.NO_TRACE);
        assertThat(parse(cut).corruption()).contains(Corruption.CUT_OFF_TRACE);
        assertThat(parse(noFrames).corruption()).contains(Corruption.EMPTY_TRACE);
        assertThat(parse("[    1.0] BUG: KASAN: use-after-free\n").corruption()).contains(Corruption.DAMAGED_MESSAGE);
        assertThat(parse("[    1.0] BUG: held lock freed!\n").corruption()).contains(Corruption.NO_DETAILS);
        assertThat(parse("[    1.0] BUG: something new\n").corruption()).isEmpty();
        assertThat(parse("[    1.0] panic: at [   12.5] x\n").corruption()).contains(Corruption.TIMESTAMP_IN_TITLE);
        assertThat(parse("[    1.0] BUG: workqueue lockup\nserialport: VM disconnected.\n")
                        .corruption())
                .contains(Corruption.CONSOLE_LOST);
    }

    @Test
    void anInjectedFaultInTheTraceMakesItUnreliable() {
        Crash crash = parse(trace("BUG: scheduling while atomic: sh/9/0x2", "dump_stack", "should_fail", "gizmo_read"));

        assertThat(crash.corruption()).contains(Corruption.NO_GUILTY_FRAME);
    }

    @Test
    void suppressesCrashesOfAMachineWithoutMemory() {
        String oops = oops("divide error: 0000 [#1]", "gizmo_read");

        assertThat(parse(oops).suppressed()).isFalse();
        assertThat(parse("[    0.9] Out of memory: Kill process 77 (syz-executor) score 9\n" + oops)
                        .suppressed())
                .isTrue();
        assertThat(parse(oops + "panic: mmap: cannot allocate memory\n").suppressed())
                .isTrue();
    }

    @Test
    void givesTheOtherNamesOfASystemCall() {
        Crash crash = parse(oops("divide error: 0000 [#1]", "__se_sys_gizmo"));

        assertThat(crash.title()).isEqualTo("divide error in gizmo");
        assertThat(crash.altTitles()).containsExactly("divide error in __se_sys_gizmo", "divide error in sys_gizmo");
    }
}
