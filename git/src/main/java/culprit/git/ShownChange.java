package culprit.git;

import java.util.Arrays;

/**
 * A change of a file as it is shown: at one path, or from one path to another.
 *
 * @param from bytes of the path before
 * @param to bytes of the path after, the same unless the file was renamed
 * @param similarity of a renamed file before and after, in per cent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ShownChange(byte[] from, FileChange.Entry before, byte[] to, FileChange.Entry after, int similarity) {
    private static final String ARROW = " => ";

    /** A change at one path. */
    static ShownChange of(FileChange change) {
        return new ShownChange(change.path(), change.before(), change.path(), change.after(), 100);
    }

    /** A file that was taken away at one path and has come back at another. */
    static ShownChange renamed(FileChange gone, FileChange come, int similarity) {
        return new ShownChange(gone.path(), gone.before(), come.path(), come.after(), similarity);
    }

    boolean isRename() {
        return !Arrays.equals(from, to);
    }

    /** The path, or both with what they share written once, such as "net/{core => ipv4}/dev.c". */
    String name() {
        String old = DiffStat.quoted(from);
        String recent = DiffStat.quoted(to);
        if (!isRename()) {
            return recent;
        }
        if (old.startsWith("\"") || recent.startsWith("\"")) {
            return old + ARROW + recent;
        }
        int start = commonStart(old, recent);
        int end = commonEnd(old, recent, start);
        if (start + end == 0) {
            return old + ARROW + recent;
        }
        return recent.substring(0, start) + "{" + middle(old, start, end) + ARROW + middle(recent, start, end) + "}"
                + recent.substring(recent.length() - end);
    }

    /** Characters up to and with the last '/' of what both start with. */
    private static int commonStart(String old, String recent) {
        int start = 0;
        for (int i = 0; i < Math.min(old.length(), recent.length()) && old.charAt(i) == recent.charAt(i); i++) {
            if (old.charAt(i) == '/') {
                start = i + 1;
            }
        }
        return start;
    }

    /** Characters from the first '/' of what both end with; the '/' may be the one that their start ends with. */
    private static int commonEnd(String old, String recent, int start) {
        int free = Math.min(old.length(), recent.length()) - Math.max(0, start - 1);
        int end = 0;
        for (int i = 1; i <= free && old.charAt(old.length() - i) == recent.charAt(recent.length() - i); i++) {
            if (old.charAt(old.length() - i) == '/') {
                end = i;
            }
        }
        return end;
    }

    private static String middle(String path, int start, int end) {
        return path.substring(Math.min(start, path.length() - end), path.length() - end);
    }
}
