package culprit.report.crash;

import static culprit.report.crash.Format.when;
import static culprit.report.crash.FrameSearch.POINTER_AND_TRACE;
import static culprit.report.crash.FrameSearch.TRACE;
import static culprit.report.crash.Step.TRACE_HEADER;
import static culprit.report.crash.Step.WALK;

import java.util.List;

/** The messages that begin {@code BUG:}: oopses, broken locks, lost memory, and what the sanitizers find. */
final class BugFormats {
    private static final List<Format> OOPSES = List.of(
            when("BUG: (?:unable to handle kernel paging request|unable to handle page fault for address"
                            + "|Unable to handle kernel data access)")
                    .title("BUG: unable to handle kernel paging request in {F}")
                    .alt("bad-access in {F}")
                    .blame(POINTER_AND_TRACE),
            when("BUG: (?:unable to handle kernel|kernel|Kernel) NULL pointer dereference")
                    .title("BUG: unable to handle kernel NULL pointer dereference in {F}")
                    .alt("bad-access in {F}")
                    .blame(POINTER_AND_TRACE),
            when("BUG: [uU]nable to handle kernel")
                    .title("BUG: unable to handle kernel")
                    .damaged());

    private static final List<Format> LOCKS = List.of(
            when("BUG: (spinlock|rwlock) (lockup suspected|already unlocked|recursion|cpu recursion|bad magic"
                            + "|wrong owner|wrong CPU|trylock failure on UP)")
                    .title("BUG: {1} {2} in {F}")
                    .blame(TRACE.skipping("spin_ _lock _unlock")),
            when("BUG: soft lockup")
                    .title("BUG: soft lockup in {F}")
                    .alt("stall in {F}")
                    .blame(POINTER_AND_TRACE.choosing(Chooser.STALL)),
            when("BUG: …still has locks held!")
                    .with("BUG: …still has locks held!", "{PC} +{FUNC}")
                    .title("BUG: still has locks held in {1}"),
            when("BUG: scheduling while atomic(.*)")
                    .title("BUG: scheduling while atomic{1}")
                    .until("2022-03-01"),
            when("BUG: scheduling while atomic")
                    .title("BUG: scheduling while atomic in {F}")
                    .blame(TRACE.skipping("schedule"))
                    .since("2022-03-01"),
            when("BUG: lock held when returning to user space")
                    .with(
                            "BUG: lock held when returning to user space",
                            "leaving the kernel with locks still held",
                            "at: (?:{PC} +)?{FUNC}")
                    .title("BUG: lock held when returning to user space in {1}")
                    .noTrace(),
            when("BUG: bad unlock balance detected!")
                    .title("BUG: bad unlock balance in {F}")
                    .blame(FrameSearch.by(Step.to("{PC} +{FUNC}"), TRACE_HEADER, WALK)),
            when("BUG: held lock freed!")
                    .with("BUG: held lock freed!", "{PC} +{FUNC}")
                    .title("BUG: held lock freed in {1}"));

    private static final List<Format> MEMORY_AND_CONTEXT = List.of(
            when("BUG: Bad rss-counter state")
                    .title("BUG: Bad rss-counter state")
                    .noTrace(),
            when("BUG: non-zero nr_(ptes|pmds) on freeing mm")
                    .title("BUG: non-zero nr_{1} on freeing mm")
                    .noTrace(),
            when("BUG: Dentry …still in use")
                    .with("BUG: Dentry …still in use \\([0-9]+\\) \\[unmount of ([^\\]]+)\\]")
                    .title("BUG: Dentry still in use [unmount of {1}]")
                    .until("2021-10-29"),
            when("BUG: Dentry …still in use")
                    .with("BUG: Dentry …still in use \\([0-9]+\\) \\[unmount of ([^\\]]+)\\]")
                    .title("BUG: Dentry still in use in unmount")
                    .alt("BUG: Dentry still in use [unmount of {1}]")
                    .since("2021-10-29"),
            when("BUG: Bad page (state|cache)").title("BUG: Bad page {1}").until("2024-10-22"),
            when("BUG: Bad page (state|cache)")
                    .title("BUG: Bad page {1} in {F}")
                    .blame(FrameSearch.by(Step.to("page last allocated"), WALK)
                            .skipping("free_page put_page get_page update_page release_page"
                                    + " free_unref ^_*folio truncate_inode_pages page_frag_free"
                                    + " alloc vmap page_owner"))
                    .since("2024-10-22"),
            when("BUG: Bad page map").title("BUG: Bad page map"),
            when("BUG: workqueue lockup").title("BUG: workqueue lockup").noTrace(),
            when("BUG: sleeping function called from invalid context at ")
                    .title("BUG: sleeping function called from invalid context in {F}")
                    .blame(TRACE),
            when("BUG: using ([a-z_]+)\\(\\) in preemptible")
                    .title("BUG: using {1}() in preemptible code in {F}")
                    .blame(TRACE.skipping("dump_stack preempt debug_ processor_id this_cpu")),
            when("BUG: workqueue leaked lock or atomic")
                    .with("BUG: workqueue leaked lock or atomic", "last function: ([A-Za-z0-9_]+)$")
                    .title("BUG: workqueue leaked lock or atomic in {1}")
                    .noTrace(),
            when("BUG: memory leak")
                    .title("memory leak in {F}")
                    .blame(FrameSearch.by(Step.to("backtrace(?: \\(crc [0-9a-f]+\\))?:"), WALK)
                            .skipping("kmemleak mmap kmem slab alloc create_object idr_get"
                                    + " list_lru_init kasprintf kvasprintf pcpu_create strdup"
                                    + " strndup memdup")),
            when("BUG: …stack guard page was hit at")
                    .title("BUG: stack guard page was hit in {F}")
                    .alt("stack-overflow in {F}")
                    .blame(POINTER_AND_TRACE.choosing(Chooser.STALL)),
            when("BUG: Invalid wait context")
                    .title("WARNING: locking bug in {F}")
                    .blame(TRACE.skipping("lock_sock release_sock")),
            when("BUG:[ \\t\\f]*$").title("BUG: corrupted").damaged());

    static final Detector BUG = Detector.inGroups(
                    "BUG:", List.of(SanitizerFormats.IN_ORDER, OOPSES, LOCKS, MEMORY_AND_CONTEXT))
            .except("DEBUG:", "xlog_status:", "BUG: no syscalls can create resource");

    private BugFormats() {}
}
