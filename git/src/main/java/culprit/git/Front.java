package culprit.git;

import java.util.Optional;

/**
 * How far a search for an edit script has come from the start of a box, at a cost of so many lines deleted or added. The
 * search from the end is the same one on reversed lists.
 *
 * <p>A diagonal holds the points (x, y) with the same x - y; x counts lines of the left list, y of the right one.
 */
final class Front {
    /** Equal lines in a row that are a sign of having found what belongs together. */
    private static final int RUN = 20;

    /** How many lines a run must have come forward for each line of cost. */
    private static final int WORTH = 4;

    /** A place between lines: {@code x} lines of the left list and {@code y} of the right one are before it. */
    record Point(int x, int y) {}

    private final int[] left;
    private final int[] right;
    private final boolean highestFirst;
    /** The furthest x by diagonal; diagonals of which only those with the parity of {@code lowest} are of this step. */
    private final int[] reached;
    /** Where diagonal 0 is in the array. */
    private final int zero;

    private EditScript.Box box = new EditScript.Box(0, 0, 0, 0);
    private int lowest;
    private int highest;
    private boolean passedRun;

    /** @param highestFirst whether the highest of equally good diagonals is preferred, or the lowest */
    Front(int[] left, int[] right, boolean highestFirst) {
        this.left = left;
        this.right = right;
        this.highestFirst = highestFirst;
        zero = right.length + 1;
        reached = new int[left.length + right.length + 3];
    }

    /** Begins a search at the upper left corner, which must not hold equal lines. */
    void start(EditScript.Box area) {
        box = area;
        lowest = corner();
        highest = lowest;
        reached[zero + lowest] = box.left();
    }

    private int corner() {
        return box.left() - box.top();
    }

    /** Deletes or adds one line more. */
    void step() {
        if (lowest > box.left() - box.bottom()) {
            lowest--;
            reached[zero + lowest - 1] = -1;
        } else {
            lowest++;
        }
        if (highest < box.right() - box.top()) {
            highest++;
            reached[zero + highest + 1] = -1;
        } else {
            highest--;
        }
        passedRun = false;
        for (int diagonal = lowest; diagonal <= highest; diagonal += 2) {
            int start = Math.max(reached[zero + diagonal - 1] + 1, reached[zero + diagonal + 1]);
            int x = start;
            int y = x - diagonal;
            while (x < box.right() && y < box.bottom() && left[x] == right[y]) {
                x++;
                y++;
            }
            passedRun |= x - start > RUN;
            reached[zero + diagonal] = x;
        }
    }

    /** Whether the last step came over a long run of equal lines. */
    boolean passedRun() {
        return passedRun;
    }

    /** A point that this front and one of the reversed lists have both reached. */
    Optional<Point> meeting(Front reversed) {
        int last = left.length - right.length;
        int from = Math.max(lowest, last - reversed.highest);
        int to = Math.min(highest, last - reversed.lowest);
        for (int diagonal = from; diagonal <= to; diagonal += 2) {
            int x = reached[zero + diagonal];
            if (x + reversed.reached[reversed.zero + last - diagonal] >= left.length) {
                return Optional.of(new Point(x, x - diagonal));
            }
        }
        return Optional.empty();
    }

    /** The end of the run that came furthest off the corner, if any was worth the cost. */
    Optional<Point> run(int cost) {
        Optional<Point> best = Optional.empty();
        int most = WORTH * cost;
        for (int i = 0; i <= (highest - lowest) / 2; i++) {
            int diagonal = diagonal(i);
            Point point = new Point(reached[zero + diagonal], reached[zero + diagonal] - diagonal);
            int worth = progress(point) - Math.abs(diagonal - corner());
            if (worth > most && endsRun(point)) {
                most = worth;
                best = Optional.of(point);
            }
        }
        return best;
    }

    private int diagonal(int index) {
        return highestFirst ? highest - 2 * index : lowest + 2 * index;
    }

    private boolean endsRun(Point point) {
        if (point.x >= box.right() || point.y >= box.bottom()) {
            return false;
        }
        for (int i = 1; i <= RUN; i++) {
            if (point.x - i < box.left() || point.y - i < box.top() || left[point.x - i] != right[point.y - i]) {
                return false;
            }
        }
        return true;
    }

    /** The point in the box for which most lines of both lists are done with. */
    Point furthest() {
        Point furthest = new Point(box.left(), box.top());
        for (int i = 0; i <= (highest - lowest) / 2; i++) {
            int diagonal = diagonal(i);
            // A diagonal may have been followed out of the box.
            int x = Math.min(reached[zero + diagonal], Math.min(box.right(), box.bottom() + diagonal));
            Point point = new Point(x, x - diagonal);
            if (progress(point) > progress(furthest)) {
                furthest = point;
            }
        }
        return furthest;
    }

    /** How many lines of both lists are between the corner and a point. */
    int progress(Point point) {
        return point.x - box.left() + point.y - box.top();
    }
}
