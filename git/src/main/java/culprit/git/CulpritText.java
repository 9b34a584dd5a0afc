package culprit.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * The text in which git shows the first bad commit: header, message and changes. Attributes and the user's configuration
 * do not count.
 */
final class CulpritText {
    private final Repository repository;
    private final ObjectReader reader;
    private final CulpritForm form;
    private final int columns;

    /** A text; in the forms in which git looks how wide its output is, so many columns wide. */
    CulpritText(Repository repository, ObjectReader reader, CulpritForm form, int columns) {
        this.columns = columns;
        this.repository = repository;
        this.reader = reader;
        this.form = form;
    }

    byte[] of(ObjectId id) throws IOException {
        RawCommit commit = RawCommit.read(reader, id);
        List<ObjectId> parents = commit.parents();
        if (!form.shows(parents.size())) {
            return new byte[0];
        }
        List<FileChange> changes = form == CulpritForm.RAW
                ? FileChange.atTop(reader, FileChange.treeBefore(reader, commit), commit.tree())
                : FileChange.of(reader, commit);
        boolean isMerge = parents.size() > 1;
        if (changes.isEmpty() && form != CulpritForm.SHOW && !isMerge) {
            return new byte[0];
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        appendHeader(id, commit, text);
        if (!commit.message().isEmpty() && (form != CulpritForm.SHOW || !changes.isEmpty())) {
            text.write('\n');
        }
        text.writeBytes(bytes(
                switch (form) {
                    case RAW -> ChangeText.raw(changes);
                    case STAT -> new ChangeText(reader, Columns.DEFAULT).stat(changes);
                    case SHOW -> new ChangeText(reader, columns).statWithRenames(changes);
                }));
        return text.toByteArray();
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
        if (form == CulpritForm.SHOW) {
            author = Mailmap.of(repository, reader).map(author);
        }
        text.writeBytes(bytes("Author: " + author.name() + " <" + author.mail() + ">\n"));
        text.writeBytes(bytes("Date:   " + author.date() + "\n\n"));
        for (byte[] line : commit.message()) {
            text.writeBytes(bytes("    "));
            text.writeBytes(Tabs.expanded(line));
            text.write('\n');
        }
    }

    /** Digits that keep ids apart in a repository of this size: half the bits of the object count, at least 7 digits. */
    private int abbreviation() {
        long objects = repository.getObjectDatabase().getApproximateObjectCount();
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, objects));
        return Math.max(7, (bits + 1) / 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
