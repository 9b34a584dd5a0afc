package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;

/** Titles to types: the first prefix that fits decides. */
final class TypeTable {
    static final TypeTable INSTANCE = new TypeTable(RuleFile.lines("types.txt"));

    private final List<Row> rows;

    /** Reads the table: a line {@code [LABEL]}, then the title prefixes that have this type. */
    private TypeTable(List<String> lines) {
        List<Row> read = new ArrayList<>();
        CrashType current = CrashType.UNKNOWN;
        for (String line : lines) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = CrashType.labelled(line.substring(1, line.length() - 1));
            } else {
                read.add(new Row(line, current));
            }
        }
        rows = List.copyOf(read);
    }

    CrashType typeOf(String title) {
        return rows.stream()
                .filter(row -> title.startsWith(row.prefix()))
                .findFirst()
                .map(Row::type)
                .orElse(CrashType.UNKNOWN);
    }

    private record Row(String prefix, CrashType type) {}
}
