package culprit.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds packs that are not whole, by the lengths and the checksums at their ends. Contents are not read: this tells why
 * objects are missing, and must not take long in a repository of gigabytes.
 */
final class PackCheck {
    private static final int CHECKSUM = 20;
    private static final int INDEX_SIGNATURE = 0xff744f63;
    private static final int INDEX_HEADER = 8;
    private static final int FANOUT = 256 * 4;
    /** Of each object: its id, a CRC and an offset (gitformat-pack(5), version 2). */
    private static final int INDEX_ROW = 20 + 4 + 4;

    private PackCheck() {}

    /** What is wrong with a pack of an object directory, and what to do about it; empty if nothing is. */
    static Optional<String> complaint(Path objects) {
        Path packs = objects.resolve("pack");
        if (!Files.isDirectory(packs)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> indexes = Files.newDirectoryStream(packs, "*.idx")) {
            for (Path index : indexes) {
                Optional<String> found = ofPair(index);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "cannot read " + packs + " (" + e + "): get the permission with chmod, or use a clone of your own");
        }
    }

    private static Optional<String> ofPair(Path index) throws IOException {
        Path pack = index.resolveSibling(index.getFileName().toString().replaceFirst("idx$", "pack"));
        if (!Files.exists(pack)) {
            return Optional.of(pack + " is gone: copy it from another clone, or clone anew");
        }
        try (FileChannel table = FileChannel.open(index);
                FileChannel data = FileChannel.open(pack)) {
            if (isCut(table)) {
                return Optional.of(
                        index + " is cut off or damaged: delete it and make it anew with: git index-pack " + pack);
            }
            ByteBuffer expected = bytes(table, table.size() - 2 * CHECKSUM, CHECKSUM);
            boolean whole = data.size() > CHECKSUM
                    && bytes(data, data.size() - CHECKSUM, CHECKSUM).equals(expected);
            return whole
                    ? Optional.empty()
                    : Optional.of(pack + " is cut off or damaged: copy it from another clone, or clone anew");
        }
    }

    private static boolean isCut(FileChannel index) throws IOException {
        if (index.size() < INDEX_HEADER + FANOUT + 2 * CHECKSUM) {
            return true;
        }
        ByteBuffer head = bytes(index, 0, INDEX_HEADER + FANOUT);
        if (head.getInt(0) != INDEX_SIGNATURE) {
            // Version 1, which git has not written since 2007, has no signature.
            return false;
        }
        long objects = head.getInt(INDEX_HEADER + FANOUT - 4) & 0xffffffffL;
        return index.size() < INDEX_HEADER + FANOUT + objects * INDEX_ROW + 2 * CHECKSUM;
    }

    private static ByteBuffer bytes(FileChannel file, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        long at = from;
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return bytes.flip();
    }
}
