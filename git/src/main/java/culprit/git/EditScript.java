package culprit.git;

import java.util.Arrays;
import java.util.Optional;

/**
 * The edit script that git finds between two lists of lines: Myers' divide and conquer with a search from either end, cut
 * short where that becomes expensive. The rules for cutting short are those that GNU diff describes; their numbers were
 * found by probing git 2.39.
 */
final class EditScript {
    /** Cost from which on a long run of equal lines is good enough to divide at. */
    private static final int RUN_COST = 256;

    /** Cost at which the search is given up at the earliest. */
    private static final int LEAST_COST_LIMIT = 256;

    /**
     * A rectangle of pairs of lines yet to be compared.
     *
     * @param left first line of the left list
     * @param right behind its last line
     * @param top first line of the right list
     * @param bottom behind its last line
     */
    record Box(int left, int right, int top, int bottom) {
        private boolean isEmpty() {
            return left == right || top == bottom;
        }

        private Box before(Split split) {
            return new Box(left, split.x, top, split.y);
        }

        private Box behind(Split split) {
            return new Box(split.x, right, split.y, bottom);
        }
    }

    /**
     * Where a box is divided.
     *
     * @param minimalBefore whether what is before the point must be divided at its best, however expensive
     * @param minimalBehind the same for what is behind it
     */
    private record Split(int x, int y, boolean minimalBefore, boolean minimalBehind) {}

    private final int[] left;
    private final int[] right;
    private final Front forward;
    private final Front backward;
    private final int costLimit;

    private EditScript(int[] left, int[] right) {
        this.left = left;
        this.right = right;
        forward = new Front(left, right, true);
        backward = new Front(reversed(left), reversed(right), false);
        // About the square root of the number of diagonals: the power of two with half as many digits, rounded up.
        int digits = Integer.SIZE - Integer.numberOfLeadingZeros(left.length + right.length + 3);
        costLimit = Math.max(1 << ((digits + 1) / 2), LEAST_COST_LIMIT);
    }

    private static int[] reversed(int[] lines) {
        int[] reversed = new int[lines.length];
        for (int i = 0; i < lines.length; i++) {
            reversed[i] = lines[lines.length - 1 - i];
        }
        return reversed;
    }

    /** How many lines of the left list have no partner in the right one. */
    static int deletions(int[] left, int[] right) {
        return new EditScript(left, right).deletions(new Box(0, left.length, 0, right.length), false);
    }

    private int deletions(Box whole, boolean wholeIsMinimal) {
        int deletions = 0;
        boolean minimal = wholeIsMinimal;
        Box box = trimmed(whole);
        while (!box.isEmpty()) {
            Split split = split(box, minimal);
            deletions += deletions(box.before(split), split.minimalBefore);
            minimal = split.minimalBehind;
            box = trimmed(box.behind(split));
        }
        return deletions + box.right - box.left;
    }

    private Box trimmed(Box box) {
        int start = Arrays.mismatch(left, box.left, box.right, right, box.top, box.bottom);
        int skipped = start < 0 ? box.right - box.left : start;
        int end = 0;
        while (end < Math.min(box.right - box.left, box.bottom - box.top) - skipped
                && left[box.right - 1 - end] == right[box.bottom - 1 - end]) {
            end++;
        }
        return new Box(box.left + skipped, box.right - end, box.top + skipped, box.bottom - end);
    }

    private Split split(Box box, boolean minimal) {
        forward.start(box);
        backward.start(new Box(
                left.length - box.right, left.length - box.left, right.length - box.bottom, right.length - box.top));
        // The fronts stand on the same diagonals after a step of the one or of the other.
        boolean odd = (box.right - box.left - box.bottom + box.top) % 2 != 0;
        for (int cost = 1; ; cost++) {
            forward.step();
            Optional<Front.Point> meeting = odd ? forward.meeting(backward) : Optional.empty();
            if (meeting.isPresent()) {
                return at(meeting.get(), true, true);
            }
            backward.step();
            meeting = odd ? Optional.empty() : forward.meeting(backward);
            if (meeting.isPresent()) {
                return at(meeting.get(), true, true);
            }
            if (!minimal) {
                Optional<Split> early = early(cost);
                if (early.isPresent()) {
                    return early.get();
                }
            }
        }
    }

    /** A point to divide at before the fronts have met. What was searched to reach it is small, the rest may be large. */
    private Optional<Split> early(int cost) {
        if (cost > RUN_COST && (forward.passedRun() || backward.passedRun())) {
            Optional<Split> run = forward.run(cost)
                    .map(this::fromStart)
                    .or(() -> backward.run(cost).map(this::fromEnd));
            if (run.isPresent()) {
                return run;
            }
        }
        if (cost < costLimit) {
            return Optional.empty();
        }
        Front.Point fromStart = forward.furthest();
        Front.Point fromEnd = backward.furthest();
        return Optional.of(
                backward.progress(fromEnd) < forward.progress(fromStart) ? fromStart(fromStart) : fromEnd(fromEnd));
    }

    private Split fromStart(Front.Point point) {
        return at(point, true, false);
    }

    private Split fromEnd(Front.Point point) {
        return new Split(left.length - point.x(), right.length - point.y(), false, true);
    }

    private static Split at(Front.Point point, boolean minimalBefore, boolean minimalBehind) {
        return new Split(point.x(), point.y(), minimalBefore, minimalBehind);
    }
}
