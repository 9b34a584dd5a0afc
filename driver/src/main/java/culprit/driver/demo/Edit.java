package culprit.driver.demo;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One change of one file of the demo's history.
 *
 * <p>File contents are strings of one character per byte, so that a source file that is not UTF-8 passes unharmed.
 *
 * @param file path relative to the root of the source
 * @param anchor the place in the file; occurs there exactly once. Absent for {@link Place#END} and {@link Place#NEW}
 * @param text what is put at the place
 */
record Edit(String file, Place place, Optional<String> anchor, String text) {
    /** Where the text goes. */
    enum Place {
        BEFORE,
        AFTER,
        REPLACE,
        /** In place of the whole line that begins with the anchor; for lines whose rest differs between sources. */
        LINE,
        END,
        /** The file does not exist yet and the text is all of it. */
        NEW
    }

    /**
     * Gives the content of the file after the edit.
     *
     * @param before empty if there is no such file
     * @throws MisfitException if the file or the anchor is missing, or the anchor occurs more than once
     */
    String apply(Optional<String> before) throws MisfitException {
        if (place == Place.NEW) {
            if (before.isPresent()) {
                throw new MisfitException(file + ": exists already");
            }
            return bytes(text);
        }
        String content = before.orElseThrow(() -> new MisfitException(file + ": no such file in the source"));
        if (place == Place.END) {
            return content + bytes(text);
        }
        String at = bytes(anchor.orElseThrow(() -> new MisfitException(file + ": the edit has no anchor")));
        return put(content, at, start(content, at));
    }

    private String put(String content, String at, int start) {
        int end = start + at.length();
        int endOfLine = content.indexOf('\n', end);
        int from = switch (place) {
            case BEFORE, REPLACE, LINE -> start;
            case AFTER -> end;
            case END, NEW -> throw new IllegalStateException(place + " has no anchor");
        };
        int to = switch (place) {
            case BEFORE -> start;
            case AFTER, REPLACE -> end;
            case LINE -> endOfLine < 0 ? content.length() : endOfLine + 1;
            case END, NEW -> throw new IllegalStateException(place + " has no anchor");
        };
        return content.substring(0, from) + bytes(text) + content.substring(to);
    }

    /** The only place of the anchor. A LINE anchor is looked for at the beginnings of lines alone. */
    private int start(String content, String at) throws MisfitException {
        // With a newline put before both, the first line begins like any other.
        String text = place == Place.LINE ? "\n" + content : content;
        String wanted = place == Place.LINE ? "\n" + at : at;
        int found = 0;
        int first = -1;
        for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) {
            first = first < 0 ? i : first;
            found++;
        }
        if (found != 1) {
            throw new MisfitException(file + ": the anchor occurs " + found + " times instead of once: \"" + at + "\"");
        }
        return first;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
