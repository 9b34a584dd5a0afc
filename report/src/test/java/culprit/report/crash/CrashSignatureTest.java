package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.RawText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two crashes are taken for one bug. */
class CrashSignatureTest {
    @ParameterizedTest
    @CsvSource({
        "WARNING in gizmo_open, WARNING in gizmo_open, SAME",
        // Kinds of one bug, in one function
        "KASAN: use-after-free Read in gizmo_open, KASAN: slab-out-of-bounds Write in gizmo_open, ALIKE",
        "BUG: unable to handle kernel paging request in gizmo_open, KASAN: vmalloc-out-of-bounds Write in gizmo_open, ALIKE",
        "UBSAN: array-index-out-of-bounds in gizmo_open, UBSAN: undefined-behaviour in gizmo_open, ALIKE",
        "WARNING: refcount bug in gizmo_open, WARNING: locking bug in gizmo_open, ALIKE",
        "INFO: task hung in gizmo_open, INFO: rcu detected stall in gizmo_open, ALIKE",
        // One function under two names
        "general protection fault in gizmo_decl_tag_resolve, general protection fault in gizmo_tag_resolve, ALIKE",
        "WARNING in gizmo_open, WARNING in __gizmo_open, ALIKE",
        // Near each other
        "KASAN: use-after-free Read in gizmo_insert, WARNING: held lock freed in gizmo_release, RELATED",
        "INFO: task hung in gizmo_open, INFO: task hung in widget_close, RELATED",
        "INFO: task hung in gizmo_open, no output from test machine, RELATED",
        // The function is lost
        "INFO: rcu detected stall in corrupted, INFO: rcu detected stall in sys_gizmo, ALIKE",
        "WARNING: ODEBUG bug in gizmo_open, WARNING: ODEBUG bug in corrupted, RELATED",
        // Different bugs
        "WARNING in gizmo_open, WARNING in widget_open, OTHER",
        "WARNING in gizmo_exit_net, WARNING: suspicious RCU usage in widget_exit_net, OTHER",
        "WARNING in do_gizmo, WARNING in do_widget, OTHER",
        "memory leak in gizmo_open, WARNING in gizmo_open, OTHER",
        "KCSAN: data-race in gizmo_open / gizmo_close, WARNING in gizmo_open, OTHER",
        "INFO: task hung in gizmo_open, WARNING in gizmo_open, OTHER",
        "lost connection to test machine, WARNING in gizmo_open, OTHER",
        "kernel panic: corrupted stack end in gizmo_open, WARNING in gizmo_open, OTHER",
    })
    void likenessIsNotEquality(String one, String other, Likeness likeness) {
        CrashSignature first = CrashSignature.ofTitle(one);
        CrashSignature second = CrashSignature.ofTitle(other);
        assertThat(first.likenessTo(second)).isEqualTo(likeness);
        assertThat(second.likenessTo(first)).isEqualTo(likeness);
    }

    @Test
    void bothSidesOfADataRaceAreBlamed() {
        assertThat(CrashSignature.ofTitle("KCSAN: data-race in gizmo_open / widget_close")
                        .functions())
                .containsExactly("gizmo_open", "widget_close");
    }

    @Test
    void aStackThatRunsThroughTheGuiltyFunctionIsRelated() {
        Crash crash = new CrashParser().parse(RawText.bytes("""
                        BUG: kernel NULL pointer dereference, address: 0000000000000008
                        CPU: 0 PID: 77 Comm: repro Not tainted 6.1.0 #1
                        RIP: 0010:widget_confirm+0x12/0x30
                        Call Trace:
                         <TASK>
                         gizmo_open+0x55/0x88
                         gizmo_ioctl+0x55/0x88
                         vfs_ioctl+0x16/0x23
                         gizmo_layer+0x16/0x23
                         __x64_sys_ioctl+0x80/0xb0
                         do_syscall_64+0x3b/0x90
                        """)).orElseThrow();
        CrashSignature signature = CrashSignature.of(crash);
        assertThat(signature.functions()).containsExactly("widget_confirm");
        assertThat(signature.frames()).contains("gizmo_open", "gizmo_ioctl").doesNotContain("vfs_ioctl", "gizmo_layer");
        assertThat(signature.likenessTo(CrashSignature.ofTitle("KASAN: use-after-free Read in gizmo_open")))
                .isEqualTo(Likeness.RELATED);
        assertThat(signature.likenessTo(CrashSignature.ofTitle("KASAN: use-after-free Read in vfs_ioctl")))
                .isEqualTo(Likeness.OTHER);
    }

    @Test
    void anAlternativeTitleIsATitle() {
        CrashSignature one = new CrashSignature(
                "WARNING in gizmo_open",
                List.of("WARNING in widget_open"),
                CrashType.WARNING,
                List.of("gizmo_open"),
                List.of());
        assertThat(one.likenessTo(CrashSignature.ofTitle("WARNING in widget_open")))
                .isEqualTo(Likeness.SAME);
    }
}
