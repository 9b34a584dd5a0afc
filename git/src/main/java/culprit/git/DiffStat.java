package culprit.git;

import java.util.List;

/**
 * The block of {@code git diff --stat}: a row per file and a last row with the sums.
 */
final class DiffStat {
    /** Room for names and bars that is there however narrow the output is. */
    private static final int LEAST_NAME = 10;

    private static final int LEAST_GRAPH = 6;
    /** What a row holds beside name, number and bar: " name | number bar", and one column left free. */
    private static final int FRAME = 6;
    /** "Bin", which stands in the column of the numbers. */
    private static final int BIN = 3;

    /**
     * One file.
     *
     * @param name as it is shown, quoted where needed
     * @param binary whether lines cannot be counted; {@code added} and {@code deleted} are then bytes after and before
     */
    record Row(String name, boolean binary, long added, long deleted) {
        private long total() {
            return added + deleted;
        }

        private String sizes() {
            return "Bin " + deleted + " -> " + added + " bytes";
        }
    }

    private final List<Row> rows;
    private final long largest;
    private final int numberWidth;
    private final int nameWidth;
    private final int graphWidth;

    private DiffStat(List<Row> rows, int columns) {
        this.rows = rows;
        largest = rows.stream()
                .filter(row -> !row.binary)
                .mapToLong(Row::total)
                .max()
                .orElse(0);
        boolean anyBinary = rows.stream().anyMatch(Row::binary);
        numberWidth = Math.max(String.valueOf(largest).length(), anyBinary ? BIN : 0);
        int name = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        int binaryGraph = rows.stream()
                .filter(Row::binary)
                .mapToInt(row -> row.sizes().length() - BIN - 1)
                .max()
                .orElse(0);
        int graph = (int) Math.min(Integer.MAX_VALUE / 2, Math.max(largest, binaryGraph));
        int taken = numberWidth + FRAME;
        int width = Math.max(columns, LEAST_NAME + LEAST_GRAPH + taken);
        if (name + taken + graph > width) {
            // The bar gives way first, down to three eighths of the line; the name is cut only if that is not enough.
            int share = width * 3 / 8 - taken;
            graph = graph > share ? Math.max(share, LEAST_GRAPH) : graph;
            if (name > width - taken - graph) {
                name = width - taken - graph;
            } else {
                graph = width - taken - name;
            }
        }
        nameWidth = name;
        graphWidth = graph;
    }

    /** The block for some files, so many columns wide; nothing for none. */
    static String of(List<Row> rows, int columns) {
        if (rows.isEmpty()) {
            return "";
        }
        DiffStat stat = new DiffStat(rows, columns);
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> stat.append(row, text));
        return text.append(stat.sums()).toString();
    }

    private void append(Row row, StringBuilder text) {
        text.append(' ').append(padded(shortened(row.name))).append(" | ");
        String number = row.binary ? "Bin" : String.valueOf(row.total());
        text.append(" ".repeat(numberWidth - number.length()));
        if (row.binary) {
            text.append(row.total() == 0 ? "Bin" : row.sizes());
        } else {
            text.append(number).append(row.total() > 0 ? " " + bar(row) : "");
        }
        text.append('\n');
    }

    private String padded(String name) {
        return name + " ".repeat(Math.max(0, nameWidth - name.length()));
    }

    /** The end of a name that is too long, from a directory's start if one is in it. */
    private String shortened(String name) {
        if (name.length() <= nameWidth) {
            return name;
        }
        String tail = name.substring(name.length() - Math.max(0, nameWidth - 3));
        int slash = tail.indexOf('/');
        return "..." + (slash < 0 ? tail : tail.substring(slash));
    }

    private String bar(Row row) {
        long plus = row.added;
        long minus = row.deleted;
        if (graphWidth <= largest) {
            long total = scaled(plus + minus);
            if (total < 2 && plus > 0 && minus > 0) {
                total = 2;
            }
            if (plus < minus) {
                plus = scaled(plus);
                minus = total - plus;
            } else {
                minus = scaled(minus);
                plus = total - minus;
            }
        }
        return "+".repeat((int) plus) + "-".repeat((int) minus);
    }

    private long scaled(long lines) {
        return lines == 0 ? 0 : 1 + lines * (graphWidth - 1) / largest;
    }

    private String sums() {
        long added = sum(true);
        long deleted = sum(false);
        StringBuilder text =
                new StringBuilder(" ").append(counted(rows.size(), "file")).append(" changed");
        if (added > 0 || deleted == 0) {
            text.append(", ").append(counted(added, "insertion")).append("(+)");
        }
        if (deleted > 0 || added == 0) {
            text.append(", ").append(counted(deleted, "deletion")).append("(-)");
        }
        return text.append('\n').toString();
    }

    private long sum(boolean ofAdded) {
        return rows.stream()
                .filter(row -> !row.binary)
                .mapToLong(row -> ofAdded ? row.added : row.deleted)
                .sum();
    }

    private static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** A path as git shows it: in C quotes if it holds control characters, quotes, backslashes or bytes beyond ASCII. */
    static String quoted(byte[] path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path) {
            text.append(escaped(b & 0xff));
        }
        String escaped = text.toString();
        return escaped.length() == path.length ? escaped : '"' + escaped + '"';
    }

    private static String escaped(int b) {
        int known = "\u0007\b\t\n\u000b\f\r\"\\".indexOf(b);
        if (known >= 0) {
            return "\\" + "abtnvfr\"\\".charAt(known);
        }
        return b < ' ' || b >= 0x7f
                ? "\\" + (char) ('0' + (b >> 6)) + (char) ('0' + (b >> 3 & 7)) + (char) ('0' + (b & 7))
                : String.valueOf((char) b);
    }
}
