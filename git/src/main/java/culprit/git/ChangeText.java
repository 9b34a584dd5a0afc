package culprit.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.ObjectReader;

/** The changes of files between two trees, as git prints them. */
final class ChangeText {
    private final FileContents contents;
    private final int columns;

    /** A text with diffstats so many columns wide. */
    ChangeText(ObjectReader reader, int columns) {
        this.columns = columns;
        this.contents = new FileContents(reader);
    }

    /** A line for each change, such as ":040000 040000 6fe0… 8f2a… M\tnet". */
    static String raw(List<FileChange> changes) {
        StringBuilder text = new StringBuilder();
        for (FileChange change : changes) {
            FileChange.Entry before = change.before();
            FileChange.Entry after = change.after();
            text.append(
                    ":" + mode(before) + " " + mode(after) + " " + before.id().name() + " "
                            + after.id().name() + " " + change.kind() + "\t" + DiffStat.quoted(change.path()) + "\n");
        }
        return text.toString();
    }

    /** The block of {@code --stat --summary}. */
    String stat(List<FileChange> changes) throws IOException {
        return shown(changes.stream().map(ShownChange::of).toList());
    }

    /** The same with renames. */
    String statWithRenames(List<FileChange> changes) throws IOException {
        return shown(Renames.in(changes, contents));
    }

    private String shown(List<ShownChange> changes) throws IOException {
        List<DiffStat.Row> rows = new ArrayList<>();
        for (ShownChange change : changes) {
            rows.add(row(change));
        }
        StringBuilder text = new StringBuilder(DiffStat.of(rows, columns));
        changes.forEach(change -> text.append(summary(change)));
        return text.toString();
    }

    private DiffStat.Row row(ShownChange change) throws IOException {
        byte[] before = contents.of(change.before());
        byte[] after = contents.of(change.after());
        boolean same = change.before().id().equals(change.after().id());
        if (FileContents.isBinary(before) || FileContents.isBinary(after)) {
            return new DiffStat.Row(change.name(), true, same ? 0 : after.length, same ? 0 : before.length);
        }
        LineCount lines = same ? new LineCount(0, 0) : LineCount.of(before, after);
        return new DiffStat.Row(change.name(), false, lines.added(), lines.deleted());
    }

    private static String summary(ShownChange change) {
        String before = mode(change.before());
        String after = mode(change.after());
        if (!change.before().exists()) {
            return " create mode " + after + " " + change.name() + "\n";
        }
        if (!change.after().exists()) {
            return " delete mode " + before + " " + change.name() + "\n";
        }
        String modes = before.equals(after) ? "" : " mode change " + before + " => " + after;
        if (change.isRename()) {
            return " rename " + change.name() + " (" + change.similarity() + "%)\n"
                    + (modes.isEmpty() ? "" : modes + "\n");
        }
        return modes.isEmpty() ? "" : modes + " " + change.name() + "\n";
    }

    private static String mode(FileChange.Entry entry) {
        return String.format(Locale.ROOT, "%06o", entry.mode().getBits());
    }
}
