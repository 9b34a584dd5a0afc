package culprit.report.crash;

import java.util.List;

/**
 * How the guilty functions of one kind of message are found in its stack traces.
 *
 * @param steps what to do first
 * @param otherwise what to do instead when the first way leads to no clean result; may be empty
 * @param chooser which of the frames found is blamed
 * @param innocent names that are never blamed for this kind of message, besides those that never are
 */
record FrameSearch(List<Step> steps, List<Step> otherwise, Chooser chooser, NameList innocent) {
    private static final NameList NEVER_GUILTY = NameList.fromFile("never-guilty.txt");

    /** The trace behind its header. */
    static final FrameSearch TRACE = by(Step.TRACE_HEADER, Step.WALK);

    /** Where the processor was, then the trace behind its header. */
    static final FrameSearch POINTER_AND_TRACE = by(Step.INSTRUCTION_POINTER, Step.TRACE_HEADER, Step.WALK);

    /**
     * A warning: where the processor was, or where PowerPC trapped, then the frames up to the next trace start. That is
     * only the function with the warning when the registers stand before the trace, and its callers when they stand
     * in it.
     */
    static final FrameSearch WARNING = by(
                    Step.to(StackText.INSTRUCTION_POINTER + "|--- interrupt: [0-9]+ at {FUNC}"), Step.WALK)
            .orElse(Step.TRACE_HEADER, Step.WALK);

    FrameSearch {
        steps = List.copyOf(steps);
        otherwise = List.copyOf(otherwise);
    }

    static FrameSearch by(Step... steps) {
        return new FrameSearch(List.of(steps), List.of(), Chooser.FIRST, new NameList(List.of()));
    }

    FrameSearch orElse(Step... others) {
        return new FrameSearch(steps, List.of(others), chooser, innocent);
    }

    FrameSearch choosing(Chooser other) {
        return new FrameSearch(steps, otherwise, other, innocent);
    }

    /** The same search that also never blames names that match one of these, separated by spaces. */
    FrameSearch skipping(String names) {
        return new FrameSearch(steps, otherwise, chooser, new NameList(List.of(names.split(" "))));
    }

    /** Whether a function may be blamed. */
    boolean mayBeGuilty(Frame frame) {
        return !NEVER_GUILTY.contains(frame.raw()) && !innocent.contains(frame.raw());
    }

    /** Searches the lines of a message, from the place on where it stands. */
    Result in(List<String> lines) {
        Result result = new StackWalk(this, lines).follow(steps);
        return result.clean() || otherwise.isEmpty() ? result : new StackWalk(this, lines).follow(otherwise);
    }

    /**
     * What a search found.
     *
     * @param frames one frame for each trace walked, at least one; {@link Frame#MISSING} where none is to blame
     * @param clean whether each of them was found and no other stack stood in between
     */
    record Result(List<Frame> frames, boolean clean) {
        Result {
            frames = List.copyOf(frames);
        }
    }
}
