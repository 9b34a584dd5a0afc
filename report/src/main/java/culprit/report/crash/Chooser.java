package culprit.report.crash;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which of the frames found, the innermost first, is to blame. */
enum Chooser {
    /** The innermost one. */
    FIRST {
        @Override
        Optional<Frame> choose(List<Frame> frames) {
            return frames.stream().findFirst();
        }
    },
    /**
     * The system call handler, timer or interrupt function that runs too long: whatever the processor is doing at this
     * moment, the loop is most likely there. That is the frame just inside a frame of generic code that dispatches.
     */
    STALL {
        @Override
        Optional<Frame> choose(List<Frame> frames) {
            return IntStream.range(0, frames.size())
                    .filter(i -> DISPATCHERS.contains(frames.get(i).name()))
                    .boxed()
                    .findFirst()
                    .map(i -> frames.get(i).name().contains(CROSS_CALL)
                            ? frames.get(i).called(CROSS_CALL)
                            : frames.get(Math.max(0, i - 1)));
        }
    },
    /** The function that waits; if it waits for one of the big locks or for RCU, that. */
    HUNG_TASK {
        @Override
        Optional<Frame> choose(List<Frame> frames) {
            return frames.stream()
                    .filter(frame -> frame.name().contains("rtnl_lock") || RCU_WAIT.contains(frame.name()))
                    .findFirst()
                    .map(frame -> frame.name().contains("rtnl_lock") ? frame : frame.called("synchronize_rcu"))
                    .or(() -> frames.stream()
                            .filter(frame -> !WAITING.contains(frame.name()))
                            .findFirst());
        }
    };

    private static final String CROSS_CALL = "smp_call_function";
    private static final NameList DISPATCHERS = NameList.fromFile("dispatchers.txt");
    private static final NameList RCU_WAIT =
            new NameList(List.of("synchronize_rcu", "synchronize_srcu", "synchronize_net", "synchronize_sched"));
    private static final NameList WAITING = new NameList(List.of(
            "sched",
            "_lock",
            "_slowlock",
            "down",
            "rwsem",
            "completion",
            "kthread",
            "wait",
            "synchronize",
            "context_switch",
            "__switch_to",
            "cancel_delayed_work",
            "rcu_barrier"));

    /** The frame to blame; empty if none of them can be. */
    abstract Optional<Frame> choose(List<Frame> frames);
}
