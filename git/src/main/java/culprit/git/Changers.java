package culprit.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Finds the commits that change some files. One thread's. */
final class Changers {
    private final ObjectReader reader;
    private final Set<String> files;
    private final boolean firstParent;
    private final Map<String, List<Integer>> found = new TreeMap<>();

    /** With {@code firstParent}, a merge counts as a commit on top of its first parent. */
    Changers(ObjectReader reader, Set<String> files, boolean firstParent) {
        this.reader = reader;
        this.files = files;
        this.firstParent = firstParent;
    }

    /** See {@link History#changersOf}. */
    Map<String, List<Integer>> among(Lineage lineage) throws IOException {
        if (files.isEmpty()) {
            return found;
        }
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setRecursive(true);
            walk.setFilter(AndTreeFilter.create(PathFilterGroup.createFromStrings(files), TreeFilter.ANY_DIFF));
            ObjectId[] trees = new ObjectId[lineage.size()];
            BitSet roots = new BitSet();
            Arrays.stream(lineage.roots()).forEach(roots::set);
            for (int number = 0; number < trees.length; number++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException();
                }
                RawCommit commit = RawCommit.read(reader, ObjectId.fromString(lineage.id(number)));
                trees[number] = commit.tree();
                if (!roots.get(number) && counts(commit)) {
                    int[] inside = lineage.parents(number);
                    ObjectId before = inside.length == 1 ? trees[inside[0]] : FileChange.treeBefore(reader, commit);
                    compare(number, walk, before, trees[number]);
                }
            }
        }
        return found;
    }

    private boolean counts(RawCommit commit) {
        int parents = commit.parents().size();
        return parents == 1 || (firstParent && parents > 1);
    }

    private void compare(int number, TreeWalk walk, ObjectId before, ObjectId after) throws IOException {
        walk.reset(before, after);
        while (walk.next()) {
            String path = walk.getPathString();
            if (files.contains(path)) {
                found.computeIfAbsent(path, any -> new ArrayList<>()).add(number);
            }
        }
    }
}
