package culprit.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The tree objects of a repository. Those of the newer side of the last comparison are kept, because a checkout compares
 * them next, and reading trees takes most of the time of a comparison. Owned by one thread.
 */
final class Trees {
    /** All of Linux's are 6 MiB. */
    private static final long ROOM = 16 << 20;

    private final ObjectReader reader;
    private final Map<ObjectId, byte[]> kept = new HashMap<>();
    private long bytesKept;

    Trees(ObjectReader reader) {
        this.reader = reader;
    }

    /** The tree of the older side, which is not wanted again. */
    TreeEntries older(ObjectId tree) throws IOException {
        byte[] raw = kept.remove(tree);
        if (raw == null) {
            return new TreeEntries(tree, read(tree));
        }
        bytesKept -= raw.length;
        return new TreeEntries(tree, raw);
    }

    /** The tree of the newer side. */
    TreeEntries newer(ObjectId tree) throws IOException {
        byte[] raw = kept.get(tree);
        if (raw == null) {
            raw = read(tree);
            keep(tree, raw);
        }
        return new TreeEntries(tree, raw);
    }

    /** Returns no bytes for the zero id, which stands for the empty tree. */
    private byte[] read(ObjectId tree) throws IOException {
        return tree.equals(ObjectId.zeroId())
                ? new byte[0]
                : reader.open(tree, Constants.OBJ_TREE).getCachedBytes();
    }

    private void keep(ObjectId tree, byte[] raw) {
        if (bytesKept + raw.length > ROOM) {
            kept.clear();
            bytesKept = 0;
        }
        kept.put(tree, raw);
        bytesKept += raw.length;
    }
}
