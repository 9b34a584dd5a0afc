package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuiltyFileTest {
    private static Optional<String> guilty(String... lines) {
        return GuiltyFile.of("BUG: gizmo", String.join("\n", lines) + "\n");
    }

    @Test
    void blamesTheFilesThatTheCorpusBlames() {
        assumeTrue(Files.isDirectory(CorpusCase.ROOT), "no crash corpus at " + CorpusCase.ROOT.toAbsolutePath());
        List<CorpusCase> cases = CorpusCase.guilty();
        List<String> wrong = new ArrayList<>();
        for (CorpusCase one : cases) {
            Optional<String> file = Captures.parse(one.log()).guiltyFile();
            if (!file.equals(Optional.of(one.header("FILE")))) {
                wrong.add(one.name() + ": " + file);
            }
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(34);
        assertThat(wrong).isEmpty();
    }

    @Test
    void blamesTheInnermostFrameThatIsNotGenericCode() {
        assertThat(guilty(
                        " kasan_report+0x1/0x2 mm/kasan/report.c:9",
                        " __list_add include/linux/list.h:60 [inline]",
                        " kfree_skb+0x1/0x2 net/core/skbuff.c:9",
                        " gizmo_send+0x1/0x2 ./drivers/gizmo/send.c:77 [gizmo]",
                        " ksys_write+0x1/0x2 fs/read_write.c:9"))
                .contains("drivers/gizmo/send.c");
    }

    @Test
    void prefersACallerInADirectoryBelow() {
        assertThat(guilty(
                        " a+0x1/0x2 fs/inode.c:1",
                        " b+0x1/0x2 fs/super.c:1",
                        " c+0x1/0x2 fsgizmo/sub/x.c:1",
                        " d+0x1/0x2 fs/gizmo/dir.c:1",
                        " e+0x1/0x2 fs/other/dir.c:1",
                        " f+0x1/0x2 fs/gizmo/deep/leaf.c:1",
                        " g+0x1/0x2 fs/gizmo/dir.c:1"))
                .contains("fs/gizmo/deep/leaf.c");
        assertThat(guilty(" a+0x1/0x2 top.c:1", " b+0x1/0x2 fs/gizmo/dir.c:1")).contains("top.c");
    }

    @Test
    void blamesTheFirstFileWhenAllAreGeneric() {
        assertThat(guilty(" a+0x1/0x2 mm/slub.c:1", " b+0x1/0x2 kernel/sched/core.c:1"))
                .contains("mm/slub.c");
        assertThat(guilty(" (&a->m){+.+.}, at: f+0x1/0x2 drivers/a.c:1", " a+0x1/0x2 mm/slub.c:1"))
                .contains("drivers/a.c");
        assertThat(guilty("no file here", "not.a:1 file.cc:2 .c:3 x.c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hardirqs last  enabled at (1): [<1>] f+0x1/0x2 drivers/a.c:1",
                "softirqs last disabled at (1): [<1>] f+0x1/0x2 drivers/a.c:1",
                " (&a->m){+.+.}, at: f+0x1/0x2 drivers/a.c:1",
                " #0: ffff888000000000 f drivers/a.c:1",
                "Register r4 information: slab at f drivers/a.c:1"
            })
    void overlooksLinesThatTellOfLocksAndRegisters(String line) {
        assertThat(guilty(line, " g+0x1/0x2 drivers/b.c:1")).contains("drivers/b.c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include/linux/list.h",
                "lib/a/b.c",
                "virt/lib/a.c",
                "trusty/a.c",
                "mm/kmsan/hooks.c",
                "kernel/rcu/tree.c",
                "kernel/printk/printk_safe.c",
                "kernel/sched/core.c",
                "mm/percpu-vm.c",
                "arch/x86/kernel/unwind_orc.c",
                "arch/x86/lib/crc32-glue.c",
                "arch/arm64/kernel/entry-common.c"
            })
    void takesGenericCodeForInnocent(String file) {
        assertThat(guilty(" f+0x1/0x2 " + file + ":1", " g+0x1/0x2 drivers/b.c:1"))
                .contains("drivers/b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drivers/lib/a.c", "mm/slab.cc.c", "kernel/panic_gizmo.c", "arch/x86/kernel/entry_64.c"})
    void takesNoMoreForInnocentThanTheListSays(String file) {
        assertThat(guilty(" f+0x1/0x2 " + file + ":1", " g+0x1/0x2 drivers/b.c:1"))
                .contains(file);
    }

    @Test
    void looksBehindTheInterruptThatFoundAStall() {
        String report = """
                INFO: rcu_preempt self-detected stall on CPU
                 nmi_cpu_backtrace+0x1/0x2 kernel/gizmo/nmi.c:1
                 %s
                 busy+0x1/0x2 drivers/busy.c:1
                """;
        String stall = "INFO: rcu detected stall in busy";

        assertThat(GuiltyFile.of(stall, report.formatted("apic_timer_interrupt+0x1/0x2")))
                .contains("drivers/busy.c");
        assertThat(GuiltyFile.of(stall, report.formatted("el1h_64_irq+0x1/0x2")))
                .contains("drivers/busy.c");
        assertThat(GuiltyFile.of(stall, report.formatted("Exception stack(0x1 to 0x2)")))
                .contains("drivers/busy.c");
        assertThat(GuiltyFile.of(stall, report.formatted("something"))).contains("kernel/gizmo/nmi.c");
        assertThat(GuiltyFile.of("BUG: gizmo", report.formatted("apic_timer_interrupt+0x1/0x2")))
                .contains("kernel/gizmo/nmi.c");
    }

    @Test
    void overlooksWhatWasPrintedBeforeTheCrash() {
        Crash crash = Captures.parse("""
                [    1.0] gizmo: probed at drivers/early.c:1
                [    2.0] BUG: Bad page map in process sh
                [    2.1] Call Trace:
                [    2.2]  gizmo_map+0x1/0x2 drivers/map.c:1
                [    2.3]  outer+0x1/0x2 fs/outer.c:1
                """);

        assertThat(crash.report()).contains("drivers/early.c");
        assertThat(crash.guiltyFile()).contains("drivers/map.c");
    }

    @Test
    void readsALongLineInLinearTime() {
        String flood = "a/".repeat(1 << 20);

        assertThat(guilty(flood, flood + "x.c:1")).contains(flood + "x.c");
    }
}
