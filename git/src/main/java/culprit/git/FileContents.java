package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** What the files of a comparison hold. One thread's. */
final class FileContents {
    /** git calls a file binary if there is a NUL among its first bytes. */
    private static final int BINARY_PROBE = 8000;

    private final ObjectReader reader;
    private final Map<ObjectId, Pieces> pieces = new HashMap<>();
    private final Map<ObjectId, Long> sizes = new HashMap<>();

    FileContents(ObjectReader reader) {
        this.reader = reader;
    }

    /** What a diff sees at a path: nothing where nothing is, and a line for a module. */
    byte[] of(FileChange.Entry entry) throws IOException {
        if (!entry.exists()) {
            return new byte[0];
        }
        if (FileMode.GITLINK.equals(entry.mode())) {
            return ("Subproject commit " + entry.id().name() + "\n").getBytes(StandardCharsets.US_ASCII);
        }
        return of(entry.id());
    }

    private byte[] of(ObjectId file) throws IOException {
        return reader.open(file, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
    }

    static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, BINARY_PROBE); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * How similar two files are, from 0 to {@link Pieces#SAME}; an empty file is like no other. Files so different in size
     * that they cannot have {@code least} are not compared and have 0.
     */
    int similarity(ObjectId one, ObjectId other, int least) throws IOException {
        long size = size(one);
        long otherSize = size(other);
        long larger = Math.max(size, otherSize);
        if (size == 0 || otherSize == 0 || larger * (Pieces.SAME - least) < Math.abs(size - otherSize) * Pieces.SAME) {
            return 0;
        }
        return pieces(one).similarity(pieces(other));
    }

    private long size(ObjectId file) throws IOException {
        Long known = sizes.get(file);
        if (known == null) {
            known = reader.getObjectSize(file, Constants.OBJ_BLOB);
            sizes.put(file, known);
        }
        return known;
    }

    private Pieces pieces(ObjectId file) throws IOException {
        Pieces known = pieces.get(file);
        if (known == null) {
            byte[] content = of(file);
            known = Pieces.of(content, !isBinary(content));
            pieces.put(file, known);
        }
        return known;
    }
}
