package culprit.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One file in which git keeps ids, dates and parents of commits, mapped into memory. The layout is that of gitformat-
 * commit-graph(5), version 1 with SHA-1 ids.
 *
 * <p>JGit reads these files too, but neither chains of them nor, since 7.8, without opening every commit all the same.
 */
final class CommitGraphFile {
    private static final int SIGNATURE = 0x43475048; // "CGPH"
    private static final int FANOUT = 0x4f494446; // "OIDF"
    private static final int IDS = 0x4f49444c; // "OIDL"
    private static final int DATA = 0x43444154; // "CDAT"
    private static final int EDGES = 0x45444745; // "EDGE"
    private static final int BASES = 0x42415345; // "BASE"

    private static final int HEADER = 8;
    private static final int TABLE_ROW = 12;
    /** Bytes of the checksum at the end. It is not verified, neither does git when it reads. */
    private static final int CHECKSUM = 20;

    private static final int ID_WORDS = 5;
    /** Words of a commit's data: the tree, two parents, generation and date. */
    private static final int DATA_WORDS = ID_WORDS + 4;

    private static final int NO_PARENT = 0x70000000;
    /** Set in a second parent that is a place among the edges instead, and in the last edge of a commit. */
    private static final int FLAG = 0x80000000;

    private final ByteBuffer file;
    private final int baseCount;
    private final int size;
    private final IntBuffer fanout;
    private final IntBuffer ids;
    private final IntBuffer data;
    private final IntBuffer edges;

    private CommitGraphFile(ByteBuffer file) throws IOException {
        this.file = file;
        check(file.limit() >= HEADER + TABLE_ROW && file.getInt(0) == SIGNATURE, "no signature");
        check(file.get(4) == 1 && file.get(5) == 1, "version or hash other than 1");
        int tableEnd = HEADER + (file.get(6) & 0xff) * TABLE_ROW;
        check(file.limit() >= tableEnd + TABLE_ROW, "table of chunks cut off");
        check(file.getLong(tableEnd + 4) + CHECKSUM == file.limit(), "chunks do not fill the file");
        baseCount = file.get(7) & 0xff;
        fanout = chunk(FANOUT);
        check(fanout.limit() == 256, "fanout of odd size");
        size = fanout.get(255);
        for (int i = 0, before = 0; i < 256; before = fanout.get(i++)) {
            check(fanout.get(i) >= before, "fanout does not grow");
        }
        ids = chunk(IDS);
        data = chunk(DATA);
        edges = chunk(EDGES);
        check(ids.limit() == (long) size * ID_WORDS, "ids of odd size");
        check(data.limit() == (long) size * DATA_WORDS, "data of odd size");
    }

    /** Maps a file; what it says of the order of ids and of parents is not checked yet. */
    static CommitGraphFile map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            check(channel.size() <= Integer.MAX_VALUE, "more than 2 GiB");
            return new CommitGraphFile(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    private static void check(boolean holds, String complaint) throws IOException {
        if (!holds) {
            throw new IOException(complaint);
        }
    }

    /** The words of a chunk, none if there is no such chunk. */
    private IntBuffer chunk(int name) throws IOException {
        int chunks = file.get(6) & 0xff;
        for (int at = HEADER; at < HEADER + chunks * TABLE_ROW; at += TABLE_ROW) {
            if (file.getInt(at) == name) {
                long from = file.getLong(at + 4);
                long to = file.getLong(at + TABLE_ROW + 4);
                check(from >= HEADER && from <= to && to <= file.limit(), "chunk outside of the file");
                return file.slice((int) from, (int) (to - from)).asIntBuffer();
            }
        }
        return IntBuffer.allocate(0);
    }

    int size() {
        return size;
    }

    /** The names of the files below this one in a chain, the lowest first. */
    List<String> bases() throws IOException {
        IntBuffer bases = chunk(BASES);
        check(bases.limit() == baseCount * ID_WORDS, "base files of odd size");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < baseCount; i++) {
            names.add(id(bases, i).name());
        }
        return names;
    }

    ObjectId id(int place) {
        return id(ids, place);
    }

    private static ObjectId id(IntBuffer from, int place) {
        int[] words = new int[ID_WORDS];
        from.get(place * ID_WORDS, words);
        return ObjectId.fromRaw(words);
    }

    /** The place of an id in this file, -1 if it is not here. */
    int find(AnyObjectId id) {
        int low = id.getFirstByte() == 0 ? 0 : fanout.get(id.getFirstByte() - 1);
        int high = fanout.get(id.getFirstByte());
        int[] words = new int[ID_WORDS];
        while (low < high) {
            int middle = (low + high) >>> 1;
            ids.get(middle * ID_WORDS, words);
            int order = id.compareTo(words, 0);
            if (order == 0) {
                return middle;
            }
            low = order > 0 ? middle + 1 : low;
            high = order > 0 ? high : middle;
        }
        return -1;
    }

    /**
     * Adds the commits of this file, whose parents are numbers in the whole chain.
     *
     * @param generations gets the generation of each commit by its number: greater than those of its parents
     */
    void addTo(CommitLinks links, int[] generations) throws IOException {
        checkOrder();
        int[] words = new int[DATA_WORDS * 1024];
        for (int from = 0; from < size; from += 1024) {
            int count = Math.min(1024, size - from);
            data.get(from * DATA_WORDS, words, 0, count * DATA_WORDS);
            for (int at = 0; at < count * DATA_WORDS; at += DATA_WORDS) {
                addParents(words[at + ID_WORDS], words[at + ID_WORDS + 1], links);
                int last = words[at + DATA_WORDS - 2];
                generations[links.size()] = last >>> 2;
                links.addCommit(((last & 3L) << 32) | (words[at + DATA_WORDS - 1] & 0xffffffffL));
            }
        }
    }

    private void addParents(int first, int second, CommitLinks links) throws IOException {
        if (first != NO_PARENT) {
            links.addParent(first);
        }
        if (second >= 0 && second != NO_PARENT) {
            links.addParent(second);
        } else if (second < 0) {
            int at = second & ~FLAG;
            boolean last = false;
            while (!last) {
                check(at < edges.limit(), "edges cut off");
                int edge = edges.get(at++);
                last = (edge & FLAG) != 0;
                links.addParent(edge & ~FLAG);
            }
        }
    }

    /** The search for an id relies on the order of all. */
    private void checkOrder() throws IOException {
        int[] words = new int[ID_WORDS * 1024];
        int[] before = new int[ID_WORDS];
        for (int from = 0; from < size; from += 1024) {
            int count = Math.min(1024, size - from);
            ids.get(from * ID_WORDS, words, 0, count * ID_WORDS);
            for (int at = 0; at < count * ID_WORDS; at += ID_WORDS) {
                int previous = at == 0 ? before[0] : words[at - ID_WORDS];
                int order = Integer.compareUnsigned(previous, words[at]);
                int place = from + at / ID_WORDS;
                boolean grows = order < 0 || (order == 0 && id(place - 1).compareTo(words, at) < 0);
                check(place == 0 || grows, "ids out of order");
                check(fanout.get(words[at] >>> 24) > place, "fanout does not fit the ids");
            }
            before = Arrays.copyOfRange(words, (count - 1) * ID_WORDS, count * ID_WORDS);
        }
    }
}
