package culprit.git;

import static culprit.git.CommitGraphTables.DATA_WORDS;
import static culprit.git.CommitGraphTables.DATE;
import static culprit.git.CommitGraphTables.FIRST_PARENT;
import static culprit.git.CommitGraphTables.FLAG;
import static culprit.git.CommitGraphTables.GENERATION;
import static culprit.git.CommitGraphTables.ID_WORDS;
import static culprit.git.CommitGraphTables.NO_PARENT;
import static culprit.git.CommitGraphTables.SECOND_PARENT;

import java.nio.IntBuffer;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The commits of one file in a chain of commit-graph files. They are named by their places in the chain: those of a file
 * follow those of the file below it.
 *
 * <p>Relies on what {@link CommitGraphCheck} has found.
 */
final class CommitGraphFile {
    private final CommitGraphTables tables;
    private final IntBuffer data;
    private final int start;

    /**
     * A file in a chain.
     *
     * @param start how many commits the files below it have
     */
    CommitGraphFile(CommitGraphTables tables, int start) {
        this.tables = tables;
        this.data = tables.data();
        this.start = start;
    }

    /** The place behind the last commit of this file. */
    int end() {
        return start + tables.size();
    }

    ObjectId id(int place) {
        return tables.id(place - start);
    }

    /** The place of an id, -1 if it is not in this file. */
    int find(AnyObjectId id) {
        IntBuffer fanout = tables.fanout();
        int low = id.getFirstByte() == 0 ? 0 : fanout.get(id.getFirstByte() - 1);
        int high = fanout.get(id.getFirstByte());
        int[] words = new int[ID_WORDS];
        while (low < high) {
            int middle = (low + high) >>> 1;
            tables.ids().get(middle * ID_WORDS, words);
            int order = id.compareTo(words, 0);
            if (order == 0) {
                return start + middle;
            }
            low = order > 0 ? middle + 1 : low;
            high = order > 0 ? high : middle;
        }
        return -1;
    }

    /** Seconds of the committer's date. */
    long date(int place) {
        int row = (place - start) * DATA_WORDS;
        return ((data.get(row + GENERATION) & 3L) << 32) | (data.get(row + DATE) & 0xffffffffL);
    }

    /** The places of a commit's parents, in a new array. */
    int[] parents(int place) {
        int row = (place - start) * DATA_WORDS;
        int first = data.get(row + FIRST_PARENT);
        int second = data.get(row + SECOND_PARENT);
        if (first == NO_PARENT) {
            return new int[0];
        }
        if (second == NO_PARENT) {
            return new int[] {first};
        }
        return second >= 0 ? new int[] {first, second} : withEdges(first, second & ~FLAG);
    }

    private int[] withEdges(int first, int from) {
        IntBuffer edges = tables.edges();
        int last = from;
        while (edges.get(last) >= 0) {
            last++;
        }
        int[] parents = new int[last - from + 2];
        parents[0] = first;
        edges.get(from, parents, 1, parents.length - 1);
        parents[parents.length - 1] &= ~FLAG;
        return parents;
    }
}
