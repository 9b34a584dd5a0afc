package culprit.report.crash;

import static culprit.report.crash.Captures.oops;
import static culprit.report.crash.Captures.parse;
import static culprit.report.crash.Captures.trace;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small capture for each family of messages. */
class CrashFamiliesTest {
    @Test
    void blamesTheFirstFrameThatMayBeGuilty() {
        Crash crash = parse(Captures.OOPS);

        assertThat(crash.title()).isEqualTo("BUG: unable to handle kernel NULL pointer dereference in widget_flush");
        assertThat(crash.altTitles()).containsExactly("bad-access in widget_flush");
        assertThat(crash.type()).isEqualTo(CrashType.NULL_POINTER_DEREFERENCE);
        assertThat(crash.frame()).contains("widget_flush");
        assertThat(crash.corrupted()).isFalse();
        assertThat(crash.panicked()).isTrue();
        assertThat(crash.executor()).contains("proc=3, id=19");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BUG: unable to handle page fault for address: ffffc90000000010 | BUG: unable to handle kernel paging request in | MEMORY_SAFETY_BUG
                    BUG: kernel NULL pointer dereference, address: 0000000000000000 | BUG: unable to handle kernel NULL pointer dereference in | NULL-POINTER-DEREFERENCE
                    Unable to handle kernel paging request at virtual address dead0000 | BUG: unable to handle kernel paging request in | MEMORY_SAFETY_BUG
                    general protection fault, probably for non-canonical address: 0000 | general protection fault in | DoS
                    stack segment: 0000 [#1] PREEMPT | stack segment fault in | DoS
                    divide error: 0000 [#1] SMP | divide error in | DoS
                    invalid opcode: 0000 [#1] SMP | invalid opcode in | DoS
                    int3: 0000 [#1] SMP | int3 in | DoS
                    Internal error: Oops - undefined instruction: 0 [#1] | Internal error in | DoS
                    kernel BUG at drivers/gizmo/core.c:99! | kernel BUG in | BUG
                    PANIC: double fault, error_code: 0x0 | PANIC: double fault in | DoS
                    WARNING: CPU: 1 PID: 9 at drivers/gizmo/core.c:12 gizmo_read+0x1/0x2 | WARNING in | WARNING
                    WARNING: drivers/gizmo/core.c:12 at gizmo_read+0x1/0x2, CPU#1: sh/9 | WARNING in | WARNING
                    WARNING: [left != right] drivers/gizmo/core.c:12 at gizmo_read+0x1/0x2 | WARNING in | WARNING
                    WARNING: CPU: 1 PID: 9 at lib/refcount.c:28 refcount_warn_saturate+0x1/0x2 | WARNING: refcount bug in | REFCOUNT_WARNING
                    WARNING: CPU: 0 PID: 9 at lib/debugobjects.c:99 debug_print_object+0x1/0x2 | WARNING: ODEBUG bug in | WARNING
                    WARNING: CPU: 0 PID: 9 at mm/page_alloc.c:99 kmalloc_order+0x1/0x2 | WARNING: kmalloc bug in | WARNING
                    """)
    void namesAnOopsByTheInstructionPointer(String message, String title, String type) {
        Crash crash = parse(oops(message, "gizmo_read", "outer_call", "do_syscall_64"));

        assertThat(crash.title()).isEqualTo(title + " gizmo_read");
        assertThat(crash.type().label()).isEqualTo(type);
        assertThat(crash.corruption()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BUG: spinlock bad magic on CPU#0, sh/9 | BUG: spinlock bad magic in | LOCKDEP
                    BUG: scheduling while atomic: sh/9/0x00000002 | BUG: scheduling while atomic in | ATOMIC_SLEEP
                    BUG: sleeping function called from invalid context at mm/slab.h:99 | BUG: sleeping function called from invalid context in | ATOMIC_SLEEP
                    BUG: using smp_processor_id() in preemptible [00000000] code: sh/9 | BUG: using smp_processor_id() in preemptible code in | LOCKDEP
                    INFO: trying to register non-static key. | INFO: trying to register non-static key in | ''
                    UBSAN: Undefined behaviour in net/gizmo.c:3:4 | UBSAN: undefined-behaviour in | UBSAN
                    UBSAN: array-index-out-of-bounds in net/gizmo.c:3:4 | UBSAN: array-index-out-of-bounds in | MEMORY_SAFETY_UBSAN
                    UBSAN: shift-out-of-bounds in net/gizmo.c:3:4 | UBSAN: shift-out-of-bounds in | UBSAN
                    kernel BUG at lib/list_debug.c:54! | BUG: corrupted list in | MEMORY_SAFETY_BUG
                    INFO: task sh:9 blocked for more than 120 seconds. | INFO: task hung in | HANG
                    """)
    void namesAReportWithoutRegistersByItsTrace(String message, String title, String type) {
        Crash crash = parse(trace(message, "dump_stack_lvl", "gizmo_read", "outer_call"));

        assertThat(crash.title()).isEqualTo(title + " gizmo_read");
        assertThat(crash.type().label()).isEqualTo(type);
        assertThat(crash.corruption()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    unregister_netdevice: waiting for lo to become free. Usage count = 2 | unregister_netdevice: waiting for DEV to become free | DoS
                    BUG: Bad rss-counter state mm:00000000deadbeef idx:1 val:3 | BUG: Bad rss-counter state | ''
                    BUG: workqueue lockup - pool cpus=0 node=0 | BUG: workqueue lockup | ''
                    BUG: KCSAN: data-race in gizmo_read / gizmo_write | KCSAN: data-race in gizmo_read / gizmo_write | KCSAN-DATARACE
                    VFS: Busy inodes after unmount of sda1 (ext4) | VFS: Busy inodes after unmount (use-after-free) | DoS
                    SYZFAIL: wrong response packet | SYZFAIL: wrong response packet | SYZ_FAILURE
                    panic: runtime error: index out of range | panic: runtime error: index out of range | DoS
                    fatal error: all goroutines are asleep | go runtime error | DoS
                    """)
    void namesAMessageThatNeedsNoTraceByItsText(String message, String title, String type) {
        Crash crash = parse("[    5.000000] " + message + "\n");

        assertThat(crash.title()).isEqualTo(title);
        assertThat(crash.type().label()).isEqualTo(type);
        assertThat(crash.corruption()).isEmpty();
    }

    @Test
    void namesAKasanReportByKindDirectionAndCaller() {
        Crash crash = parse("""
                [    1.000001] BUG: KASAN: slab-use-after-free in memcpy+0x1f/0x50
                [    1.000002] Write of size 8 at addr ffff888000000040 by task sh/9
                [    1.000003] Call Trace:
                [    1.000004]  dump_stack_lvl+0x34/0x44
                [    1.000005]  print_report+0x5e/0x1d0
                [    1.000006]  gizmo_write+0x35/0x60
                [    1.000007] Allocated by task 9:
                [    1.000008]  kasan_save_stack+0x35/0x60
                [    1.000009]  gizmo_open+0x35/0x60
                """);

        assertThat(crash.title()).isEqualTo("KASAN: slab-use-after-free Write in gizmo_write");
        assertThat(crash.type()).isEqualTo(CrashType.KASAN_USE_AFTER_FREE_WRITE);
        assertThat(crash.corruption()).isEmpty();
    }

    @Test
    void namesBothUseAndOriginOfAnUninitialisedValue() {
        Crash crash = parse("""
                [    1.000001] BUG: KMSAN: kernel-usb-infoleak in usb_submit_urb+0x10/0x20
                [    1.000002]  usb_submit_urb+0x10/0x20
                [    1.000003]  gizmo_send+0x10/0x20
                [    1.000004] Uninit was created at:
                [    1.000005]  kmalloc_trace+0x10/0x20
                [    1.000006]  gizmo_probe+0x10/0x20
                """);

        assertThat(crash.title()).isEqualTo("KMSAN: kernel-usb-infoleak in gizmo_send");
        assertThat(crash.altTitles()).containsExactly("KMSAN origin in gizmo_probe");
    }

    @Test
    void namesTheFirstLockOfADeadlockThatIsNotTheWorkqueues() {
        Crash crash = parse("""
                [    1.000001] WARNING: possible circular locking dependency detected
                [    1.000002] kworker/0:1/9 is trying to acquire lock:
                [    1.000003] ffff888000000001 (&a->m){+.+.}-{3:3}, at: process_one_work+0x1/0x2
                [    1.000004] but task is already holding lock:
                [    1.000005] ffff888000000002 (&b->m){+.+.}-{3:3}, at: gizmo_lock_all+0x1/0x2
                [    1.000006] Call Trace:
                [    1.000007]  check_noncircular+0x1/0x2
                [    1.000008]  gizmo_work+0x1/0x2
                """);

        assertThat(crash.title()).isEqualTo("possible deadlock in gizmo_lock_all");
        assertThat(crash.type()).isEqualTo(CrashType.LOCKDEP);
    }

    @Test
    void blamesTheFrameInsideTheDispatcherForAStall() {
        Crash crash = parse("""
                [   99.000001] INFO: rcu_preempt detected stalls on CPUs/tasks:
                [   99.000002]  <IRQ>
                [   99.000003]  rcu_sched_clock_irq+0x1/0x2
                [   99.000004]  asm_sysvec_apic_timer_interrupt+0x1/0x2
                [   99.000005] RIP: 0010:spin_a_bit+0x1/0x2
                [   99.000006]  gizmo_poll+0x1/0x2
                [   99.000007]  gizmo_ioctl+0x1/0x2
                [   99.000008]  vfs_ioctl+0x1/0x2
                [   99.000009] Call Trace:
                [   99.000010]  some_other+0x1/0x2
                [   99.000011]  yet_other+0x1/0x2
                """);

        assertThat(crash.title()).isEqualTo("INFO: rcu detected stall in gizmo_ioctl");
        assertThat(crash.altTitles()).containsExactly("stall in gizmo_ioctl");
        assertThat(crash.type()).isEqualTo(CrashType.HANG);
    }

    @Test
    void blamesWhatATaskWaitsForWhenItHangs() {
        String waiting = trace("INFO: task sh:9 blocked for more than 120 seconds.", "__schedule", "schedule_timeout");
        String onRcu = trace(
                "INFO: task sh:9 blocked for more than 120 seconds.",
                "__schedule",
                "wait_for_common",
                "synchronize_rcu_expedited",
                "gizmo_close");

        assertThat(parse(onRcu).title()).isEqualTo("INFO: task hung in synchronize_rcu");
        assertThat(parse(onRcu).altTitles())
                .containsExactly(
                        "INFO: task hung in synchronize_rcu_expedited",
                        "hang in synchronize_rcu",
                        "hang in synchronize_rcu_expedited");
        assertThat(parse(waiting).title()).isEqualTo("INFO: task hung in corrupted");
        assertThat(parse(waiting).corruption()).contains(Corruption.NO_GUILTY_FRAME);
    }

    @Test
    void namesALeakByWhoAskedForTheMemory() {
        Crash crash = parse("""
                BUG: memory leak
                unreferenced object 0xffff888000000040 (size 32):
                  backtrace (crc 12345678):
                    [<00000000deadbeef>] kmalloc_trace+0x1/0x2
                    [<00000000deadbeef>] gizmo_open+0x1/0x2
                """);

        assertThat(crash.title()).isEqualTo("memory leak in gizmo_open");
        assertThat(crash.type()).isEqualTo(CrashType.LEAK);
    }

    @Test
    void readsAnArmTrace() {
        Crash crash = parse("""
                [    1.000001] Unable to handle kernel NULL pointer dereference at virtual address 00000004
                [    1.000002] PC is at gizmo_read+0x1/0x2
                [    1.000003] Backtrace:
                [    1.000004] [<c0012345>] (gizmo_read) from [<c0012346>] (vfs_read+0x1/0x2)
                [    1.000005] [<c0012345>] (vfs_read) from [<c0012346>] (ksys_read+0x1/0x2)
                """);

        assertThat(crash.title()).isEqualTo("BUG: unable to handle kernel NULL pointer dereference in gizmo_read");
        assertThat(crash.corruption()).isEmpty();
    }
}
