package culprit.report.crash;

import java.util.regex.Pattern;

/**
 * The notation of the rule tables: a regular expression of one console line, with four additions.
 *
 * <ul>
 *   <li><code>{FUNC}</code> captures a function name; a dot or plus sign must follow it, as in {@code foo+0x1/0x2} and
 *       {@code foo.cold+0x1/0x2};
 *   <li><code>{PC}</code> is a bracketed address such as {@code [<ffffffff81000000>]} or {@code [0x12]};
 *   <li><code>{SRC}</code> is a source position such as {@code mm/slub.c:12};
 *   <li>{@code …} skips to the nearest place on the line where the rest, up to the next {@code …}, matches, and
 *       never reconsiders: several of them cost no more than one. A choice in that rest must stand in parentheses.
 *       A pattern that may stand anywhere on a line begins with {@code ^…} if it contains another skip: it need not
 *       be tried at every place.
 * </ul>
 *
 * <p>Repeated groups over unbounded text are not to be used unless they are possessive: {@link Pattern} recurses over
 * their rounds.
 */
final class Notation {
    private Notation() {}

    static Pattern compile(String notation) {
        String[] pieces = notation.split("…", -1);
        StringBuilder regex = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            if (pieces[i].replaceAll("\\([^()]*\\)", "").contains("|")) {
                throw new IllegalArgumentException(
                        "a choice behind … must stand in parentheses, or before the …: " + notation);
            }
            regex.append("(?>.*?").append(pieces[i]).append(')');
        }
        return Pattern.compile(
                regex.toString()
                        .replace("{FUNC}", "([A-Za-z0-9_]+)[.+]")
                        .replace("{PC}", "\\[<?(?:0x)?[0-9a-f]+>?\\]")
                        .replace("{SRC}", "[A-Za-z0-9_/.-]+\\.[a-z]+:[0-9]+"),
                Pattern.UNIX_LINES);
    }
}
