package culprit.git;

import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The entries of a tree object, of which one is current. Owned by one thread. */
final class TreeEntries {
    private final ObjectId tree;
    private final byte[] raw;
    private int start;
    private int nameStart;
    private int nameEnd;
    private int end;
    private int mode;

    /** Those of a tree, the first of them current. */
    TreeEntries(ObjectId tree, byte[] raw) throws CorruptObjectException {
        this.tree = tree;
        this.raw = raw;
        parse();
    }

    /** Whether there is no current entry, because all have been. */
    boolean atEnd() {
        return start == raw.length;
    }

    void next() throws CorruptObjectException {
        start = end;
        parse();
    }

    private void parse() throws CorruptObjectException {
        if (atEnd()) {
            return;
        }
        try {
            int at = start;
            mode = 0;
            while (raw[at] != ' ') {
                mode = mode << 3 | (raw[at++] - '0');
            }
            nameStart = ++at;
            while (raw[at] != 0) {
                at++;
            }
            nameEnd = at;
            end = at + 1 + Constants.OBJECT_ID_LENGTH;
        } catch (ArrayIndexOutOfBoundsException e) {
            throw damaged(e);
        }
        if (end > raw.length) {
            throw damaged(null);
        }
    }

    private CorruptObjectException damaged(@Nullable Throwable cause) {
        return new CorruptObjectException("object " + tree.name() + " is damaged: it is no tree", cause);
    }

    /** Whether the current entries agree in name, mode and content. */
    boolean isSame(TreeEntries other) {
        return Arrays.equals(raw, start, end, other.raw, other.start, other.end);
    }

    /** The order of the current entries by name in a tree of git's: a directory is there as if its name ended with '/'. */
    int compareNames(TreeEntries other) {
        int length = Math.min(nameEnd - nameStart, other.nameEnd - other.nameStart);
        int order = Arrays.compareUnsigned(
                raw, nameStart, nameStart + length, other.raw, other.nameStart, other.nameStart + length);
        return order != 0 ? order : Integer.compare(byteAt(length), other.byteAt(length));
    }

    private int byteAt(int index) {
        int at = nameStart + index;
        return at < nameEnd ? raw[at] & 0xff : isDirectory() ? '/' : 0;
    }

    boolean isDirectory() {
        return FileMode.TREE.equals(mode);
    }

    FileChange.Entry entry() {
        return new FileChange.Entry(FileMode.fromBits(mode), id());
    }

    ObjectId id() {
        return ObjectId.fromRaw(raw, nameEnd + 1);
    }

    /** The path of the current entry in a directory whose path, with '/' at its end unless it is empty, is given. */
    byte[] path(byte[] directory) {
        int length = nameEnd - nameStart;
        byte[] path = Arrays.copyOf(directory, directory.length + length);
        System.arraycopy(raw, nameStart, path, directory.length, length);
        return path;
    }
}
