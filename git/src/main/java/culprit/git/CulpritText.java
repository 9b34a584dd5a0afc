package culprit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * The text in which git shows the first bad commit: header, message and changes. Attributes and the user's configuration
 * do not count.
 */
final class CulpritText {
    /** git calls a file binary if there is a NUL among its first bytes. */
    private static final int BINARY_PROBE = 8000;

    private final Repository repository;
    private final ObjectReader reader;
    private final CulpritForm form;

    CulpritText(Repository repository, ObjectReader reader, CulpritForm form) {
        this.repository = repository;
        this.reader = reader;
        this.form = form;
    }

    byte[] of(ObjectId id) throws IOException {
        RawCommit commit = RawCommit.read(reader, id);
        List<ObjectId> parents = commit.parents();
        if (parents.isEmpty() || (form == CulpritForm.RAW && parents.size() > 1)) {
            return new byte[0];
        }
        ObjectId before = RawCommit.read(reader, parents.get(0)).tree();
        List<FileChange> changes = form == CulpritForm.RAW
                ? FileChange.atTop(reader, before, commit.tree())
                : FileChange.between(reader, List.of(before), commit.tree());
        if (changes.isEmpty() && parents.size() == 1) {
            return new byte[0];
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        appendHeader(id, commit, text);
        if (form == CulpritForm.RAW) {
            changes.forEach(change -> text.writeBytes(bytes(rawLine(change))));
        } else {
            appendStat(changes, text);
        }
        return text.toByteArray();
    }

    private void appendStat(List<FileChange> changes, ByteArrayOutputStream text) throws IOException {
        List<DiffStat.Row> rows = new ArrayList<>();
        for (FileChange change : changes) {
            rows.add(row(change));
        }
        text.writeBytes(bytes(DiffStat.of(rows)));
        changes.forEach(change -> text.writeBytes(bytes(modeLine(change))));
    }

    private void appendHeader(ObjectId id, RawCommit commit, ByteArrayOutputStream text) throws IOException {
        text.writeBytes(bytes("commit " + id.name() + "\n"));
        if (commit.parents().size() > 1) {
            text.writeBytes(bytes("Merge:"));
            for (ObjectId parent : commit.parents()) {
                text.writeBytes(
                        bytes(" " + reader.abbreviate(parent, abbreviation()).name()));
            }
            text.write('\n');
        }
        AuthorLine author = AuthorLine.parse(commit.author());
        text.writeBytes(bytes("Author: " + author.name() + " <" + author.mail() + ">\n"));
        text.writeBytes(bytes("Date:   " + author.date() + "\n\n"));
        List<byte[]> message = commit.message();
        for (byte[] line : message) {
            text.writeBytes(bytes("    "));
            text.writeBytes(Tabs.expanded(line));
            text.write('\n');
        }
        text.writeBytes(bytes(message.isEmpty() ? "" : "\n"));
    }

    /** Digits that keep ids apart in a repository of this size: half the bits of the object count, at least 7 digits. */
    private int abbreviation() {
        long objects = repository.getObjectDatabase().getApproximateObjectCount();
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, objects));
        return Math.max(7, (bits + 1) / 2);
    }

    private DiffStat.Row row(FileChange change) throws IOException {
        byte[] before = content(change.before());
        byte[] after = content(change.after());
        String name = DiffStat.quoted(change.path());
        boolean same = change.before().id().equals(change.after().id());
        if (isBinary(before) || isBinary(after)) {
            return new DiffStat.Row(name, true, same ? 0 : after.length, same ? 0 : before.length);
        }
        LineCount lines = same ? new LineCount(0, 0) : LineCount.of(before, after);
        return new DiffStat.Row(name, false, lines.added(), lines.deleted());
    }

    private byte[] content(FileChange.Entry entry) throws IOException {
        if (!entry.exists()) {
            return new byte[0];
        }
        if (FileMode.GITLINK.equals(entry.mode())) {
            return bytes("Subproject commit " + entry.id().name() + "\n");
        }
        return reader.open(entry.id(), Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
    }

    private static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, BINARY_PROBE); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static String modeLine(FileChange change) {
        String path = DiffStat.quoted(change.path()) + "\n";
        String before = mode(change.before());
        String after = mode(change.after());
        if (!change.before().exists()) {
            return " create mode " + after + " " + path;
        }
        if (!change.after().exists()) {
            return " delete mode " + before + " " + path;
        }
        return before.equals(after) ? "" : " mode change " + before + " => " + after + " " + path;
    }

    /** A line such as ":040000 040000 6fe0… 8f2a… M\tnet". */
    private static String rawLine(FileChange change) {
        FileChange.Entry before = change.before();
        FileChange.Entry after = change.after();
        return ":" + mode(before) + " " + mode(after) + " " + before.id().name() + " "
                + after.id().name() + " " + change.kind() + "\t" + DiffStat.quoted(change.path()) + "\n";
    }

    private static String mode(FileChange.Entry entry) {
        return String.format(Locale.ROOT, "%06o", entry.mode().getBits());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
