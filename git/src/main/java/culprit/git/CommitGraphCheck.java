package culprit.git;

import static culprit.git.CommitGraphTables.DATA_WORDS;
import static culprit.git.CommitGraphTables.FIRST_PARENT;
import static culprit.git.CommitGraphTables.FLAG;
import static culprit.git.CommitGraphTables.GENERATION;
import static culprit.git.CommitGraphTables.ID_WORDS;
import static culprit.git.CommitGraphTables.NO_PARENT;
import static culprit.git.CommitGraphTables.SECOND_PARENT;
import static culprit.git.CommitGraphTables.check;

import java.io.IOException;
import java.nio.IntBuffer;
import java.util.List;

/** Looks once through commit-graph files, so that what is asked of them later has an answer. */
final class CommitGraphCheck {
    /** The generation of commits whose true one has no room; it says nothing about their parents. */
    private static final int LAST_GENERATION = 0x3fffffff;

    /** Rows that are looked at by one call. Few, so that all but the first calls run compiled code. */
    private static final int BLOCK = 64;

    /** Of all commits of the chain, by place: greater than those of their parents. */
    private final int[] generations;

    private final int[] rows = new int[DATA_WORDS * BLOCK];

    private CommitGraphCheck(int commits) {
        this.generations = new int[commits];
    }

    /**
     * Checks that ids are in order, that there are parents where the data say so, and no circles among them.
     *
     * @param chain the lowest file first
     */
    static void of(List<CommitGraphTables> chain) throws IOException {
        long commits = 0;
        for (CommitGraphTables file : chain) {
            commits += file.size();
        }
        check(commits <= Integer.MAX_VALUE, "more commits than there are numbers");
        CommitGraphCheck check = new CommitGraphCheck((int) commits);
        int start = 0;
        for (CommitGraphTables file : chain) {
            checkIds(file);
            check.readGenerations(file, start);
            start += file.size();
        }
        start = 0;
        for (CommitGraphTables file : chain) {
            check.checkParents(file, start);
            start += file.size();
        }
    }

    private static void checkIds(CommitGraphTables file) throws IOException {
        int before = 0;
        for (int i = 0; i < 256; i++) {
            int until = file.fanout().get(i);
            check(until >= before, "fanout does not grow");
            check(
                    before == until || (firstByte(file, before) == i && firstByte(file, until - 1) == i),
                    "fanout does not fit the ids");
            before = until;
        }
        int[] words = new int[ID_WORDS * (BLOCK + 1)];
        for (int row = 1; row < file.size(); row += BLOCK) {
            int count = Math.min(BLOCK, file.size() - row);
            file.ids().get((row - 1) * ID_WORDS, words, 0, (count + 1) * ID_WORDS);
            checkOrder(words, count);
        }
    }

    private static int firstByte(CommitGraphTables file, int row) {
        return file.ids().get(row * ID_WORDS) >>> 24;
    }

    /** Checks ids that follow another one. */
    private static void checkOrder(int[] words, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int word = i * ID_WORDS;
            int end = word + ID_WORDS;
            while (word < end && words[word] == words[word + ID_WORDS]) {
                word++;
            }
            check(word < end && Integer.compareUnsigned(words[word], words[word + ID_WORDS]) < 0, "ids out of order");
        }
    }

    private void readGenerations(CommitGraphTables file, int start) {
        for (int row = 0; row < file.size(); row += BLOCK) {
            readGenerations(start + row, read(file, row));
        }
    }

    private void readGenerations(int place, int count) {
        for (int i = 0; i < count; i++) {
            generations[place + i] = rows[i * DATA_WORDS + GENERATION] >>> 2;
        }
    }

    /** Reads a block of data; returns for how many commits. */
    private int read(CommitGraphTables file, int row) {
        int count = Math.min(BLOCK, file.size() - row);
        file.data().get(row * DATA_WORDS, rows, 0, count * DATA_WORDS);
        return count;
    }

    private void checkParents(CommitGraphTables file, int start) throws IOException {
        for (int row = 0; row < file.size(); row += BLOCK) {
            checkParents(file.edges(), start + row, read(file, row));
        }
    }

    private void checkParents(IntBuffer edges, int place, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int first = rows[i * DATA_WORDS + FIRST_PARENT];
            int second = rows[i * DATA_WORDS + SECOND_PARENT];
            if (first != NO_PARENT) {
                checkParent(place + i, first);
            }
            if (second < 0) {
                checkEdges(edges, place + i, second & ~FLAG);
            } else if (second != NO_PARENT) {
                checkParent(place + i, second);
            }
            check(first != NO_PARENT || second == NO_PARENT, "second parent without a first");
        }
    }

    private void checkEdges(IntBuffer edges, int place, int from) throws IOException {
        int at = from;
        do {
            check(at < edges.limit(), "edges cut off");
            checkParent(place, edges.get(at) & ~FLAG);
        } while (edges.get(at++) >= 0);
    }

    private void checkParent(int place, int parent) throws IOException {
        check(parent >= 0 && parent < generations.length, "parent that is not there");
        int generation = generations[place];
        int before = generations[parent];
        check(generation > before || (generation == LAST_GENERATION && before == LAST_GENERATION), "circle of parents");
    }
}
