package culprit.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The tables of a file in which git keeps ids, dates and parents of commits, mapped into memory. The layout is that of
 * gitformat-commit-graph(5), version 1 with SHA-1 ids.
 *
 * <p>JGit reads these files too, but neither chains of them nor, since 7.8, without opening every commit all the same.
 *
 * @param fanout how many ids begin with a byte up to each one
 * @param ids five words each, in order
 * @param data of each commit a row: its tree, two parents, generation and date
 * @param edges the parents of commits with more than two, all but the first
 * @param bases the names of the files below this one in a chain, the lowest first
 */
record CommitGraphTables(IntBuffer fanout, IntBuffer ids, IntBuffer data, IntBuffer edges, List<String> bases) {
    static final int ID_WORDS = 5;
    /** Words of a row of data. */
    static final int DATA_WORDS = ID_WORDS + 4;
    // What is where in such a row.
    static final int FIRST_PARENT = ID_WORDS;
    static final int SECOND_PARENT = ID_WORDS + 1;
    static final int GENERATION = ID_WORDS + 2;
    static final int DATE = ID_WORDS + 3;

    static final int NO_PARENT = 0x70000000;
    /** Set in a second parent that is a place among the edges instead, and in the last edge of a commit. */
    static final int FLAG = 0x80000000;

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

    CommitGraphTables {
        bases = List.copyOf(bases);
    }

    /** Maps a file; only the sizes of its tables are checked. */
    static CommitGraphTables map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            check(channel.size() <= Integer.MAX_VALUE, "more than 2 GiB");
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    private static CommitGraphTables of(ByteBuffer file) throws IOException {
        check(file.limit() >= HEADER + TABLE_ROW && file.getInt(0) == SIGNATURE, "no signature");
        check(file.get(4) == 1 && file.get(5) == 1, "version or hash other than 1");
        int tableEnd = HEADER + (file.get(6) & 0xff) * TABLE_ROW;
        check(file.limit() >= tableEnd + TABLE_ROW, "table of chunks cut off");
        check(file.getLong(tableEnd + 4) + CHECKSUM == file.limit(), "chunks do not fill the file");
        IntBuffer bases = chunk(file, BASES);
        check(bases.limit() == (file.get(7) & 0xff) * ID_WORDS, "base files of odd size");
        List<String> names = new ArrayList<>();
        for (int row = 0; row < bases.limit() / ID_WORDS; row++) {
            names.add(id(bases, row).name());
        }
        CommitGraphTables tables = new CommitGraphTables(
                chunk(file, FANOUT), chunk(file, IDS), chunk(file, DATA), chunk(file, EDGES), names);
        check(tables.fanout.limit() == 256, "fanout of odd size");
        check(tables.ids.limit() == (long) tables.size() * ID_WORDS, "ids of odd size");
        check(tables.data.limit() == (long) tables.size() * DATA_WORDS, "data of odd size");
        return tables;
    }

    /** The words of a chunk, none if there is no such chunk. */
    private static IntBuffer chunk(ByteBuffer file, int name) throws IOException {
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

    /** Throws what makes a file useless. */
    static void check(boolean holds, String complaint) throws IOException {
        if (!holds) {
            throw new IOException(complaint);
        }
    }

    /** How many commits there are. */
    int size() {
        return fanout.get(255);
    }

    /** The id in a row. */
    ObjectId id(int row) {
        return id(ids, row);
    }

    private static ObjectId id(IntBuffer from, int row) {
        int[] words = new int[ID_WORDS];
        from.get(row * ID_WORDS, words);
        return ObjectId.fromRaw(words);
    }
}
