package culprit.git;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.IntList;

/**
 * The commits that can have brought a bug into a bad commit, and the good ones they stand on, as numbers from 0 on: every
 * commit after its parents, the bad one last.
 *
 * <p>Those are the commits reachable from the bad commit and from no good one, and as roots the newest commits reachable
 * from both. A good commit in the history of the bad one is such a root itself, unless another good one contains it; a
 * good commit beside that history stands there by its merge bases. Where only first parents are followed, the root is the
 * newest commit of that line which a good one contains.
 *
 * <p>The order follows the committers' dates as far as the graph lets it, as the reverse of {@code git rev-list
 * --date-order} does. A million commits take some ten megabytes. Owned by the thread of its history.
 */
public final class Lineage {
    private final CommitGraph graph;
    /** By number here, the number in the graph. */
    private final int[] commits;
    /** By number in the graph, one more than the number here. */
    private final int[] places;

    private final int[] parentStart;
    private final int[] parents;
    private final int[] roots;

    /**
     * What belongs to a lineage, by numbers in the graph.
     *
     * @param members all commits, the roots among them
     * @param firstParent whether of a merge only the first parent counts
     */
    private record Selection(CommitGraph graph, BitSet members, BitSet roots, boolean firstParent) {
        /** How many of a member's parents count; a root stands on nothing. */
        int followed(int commit) {
            return roots.get(commit) ? 0 : Math.min(graph.parentCount(commit), firstParent ? 1 : Integer.MAX_VALUE);
        }
    }

    private Lineage(Selection selection, int[] commits) {
        this.graph = selection.graph;
        this.commits = commits;
        this.places = new int[graph.size()];
        this.parentStart = new int[commits.length + 1];
        IntList inside = new IntList(commits.length);
        IntList rootsHere = new IntList();
        for (int number = 0; number < commits.length; number++) {
            int commit = commits[number];
            places[commit] = number + 1;
            if (selection.roots.get(commit)) {
                rootsHere.add(number);
            }
            for (int which = 0; which < selection.followed(commit); which++) {
                int place = places[graph.parent(commit, which)];
                if (place > 0) {
                    inside.add(place - 1);
                }
            }
            parentStart[number + 1] = inside.size();
        }
        this.parents = toArray(inside);
        this.roots = toArray(rootsHere);
    }

    /** The lineage between commits of a graph in which everything reachable from them is loaded. */
    static Lineage of(CommitGraph graph, int bad, List<Integer> goods, boolean firstParent) {
        BitSet good = new BitSet();
        goods.forEach(commit -> good.or(graph.ancestors(commit)));
        BitSet members = firstParent ? firstParents(graph, bad) : graph.ancestors(bad);
        BitSet common = (BitSet) members.clone();
        common.and(good);
        BitSet roots = newestOf(new Selection(graph, common, new BitSet(), firstParent));
        members.andNot(good);
        members.or(roots);
        Selection selection = new Selection(graph, members, roots, firstParent);
        return new Lineage(selection, parentsFirst(selection, bad));
    }

    private static BitSet firstParents(CommitGraph graph, int tip) {
        BitSet line = new BitSet();
        line.set(tip);
        for (int commit = tip; graph.parentCount(commit) > 0; ) {
            commit = graph.parent(commit, 0);
            line.set(commit);
        }
        return line;
    }

    /** The members that are no parents of others, where all parents of members are members. */
    private static BitSet newestOf(Selection selection) {
        BitSet newest = (BitSet) selection.members.clone();
        for (int commit : selection.members.stream().toArray()) {
            for (int which = 0; which < selection.followed(commit); which++) {
                newest.clear(selection.graph.parent(commit, which));
            }
        }
        return newest;
    }

    /** From the newest on a commit is taken as soon as all of its children are, which in reverse is the order wanted. */
    private static int[] parentsFirst(Selection selection, int bad) {
        CommitGraph graph = selection.graph;
        int[] order = selection.members.stream().toArray();
        int[] children = graph.scratch();
        for (int commit : order) {
            for (int which = 0; which < selection.followed(commit); which++) {
                children[graph.parent(commit, which)]++;
            }
        }
        int left = order.length;
        DateQueue ready = new DateQueue();
        ready.add(bad, graph.date(bad));
        while (!ready.isEmpty()) {
            int commit = ready.remove();
            order[--left] = commit;
            for (int which = 0; which < selection.followed(commit); which++) {
                int parent = graph.parent(commit, which);
                if (--children[parent] == 0 && selection.members.get(parent)) {
                    ready.add(parent, graph.date(parent));
                }
            }
        }
        return order;
    }

    private static int[] toArray(IntList list) {
        int[] array = new int[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    /** How many commits there are, the bad one and the roots included; at least one. */
    public int size() {
        return commits.length;
    }

    /** The id of a commit, 40 hexadecimal digits. */
    public String id(int number) {
        return graph.name(commits[number]);
    }

    /** The number of a commit; empty for one that is not of the lineage. */
    public OptionalInt number(String id) {
        int commit = graph.find(ObjectId.fromString(id));
        return commit < 0 || commit >= places.length || places[commit] == 0
                ? OptionalInt.empty()
                : OptionalInt.of(places[commit] - 1);
    }

    /** The parents of a commit that are of the lineage, each with a smaller number than the commit; a new array. */
    public int[] parents(int number) {
        return Arrays.copyOfRange(parents, parentStart[number], parentStart[number + 1]);
    }

    /**
     * The commits on which the others stand: they have all that the good commits and the bad one share. In increasing
     * order, a new array. Where it is empty no good commit shares anything with the bad one.
     */
    public int[] roots() {
        return roots.clone();
    }
}
