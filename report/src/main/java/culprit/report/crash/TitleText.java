package culprit.report.crash;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes titles of one bug equal: takes out what differs from one crash to the next. */
final class TitleText {
    /** Longer titles are cut before white space and odd bytes are cleaned up. */
    private static final int LONGEST_TITLE = 120;

    /** A timestamp in a title comes from a second console line glued to the first. */
    private static final Pattern TIMESTAMP = Pattern.compile("\\[ *[0-9]+\\.[0-9]+\\]");

    private static final Pattern FRAME =
            Pattern.compile(".* in ((?:<[A-Za-z0-9_: ]+>)?[A-Za-z0-9_:]+)", Pattern.UNIX_LINES);

    /** Since then numbers of any length are taken out, and addresses of networks. */
    private static final String ALL_NUMBERS = "2021-08-13";

    private static final List<Rule> RULES = List.of(
            new Rule("syz-executor\\.?[0-9]+(?:[/:][0-9]+)?", "syz-executor"),
            new Rule("syzkaller[0-9]+(?:[/:][0-9]+)?", "syzkaller"),
            new Rule("([^A-Za-z0-9])(?:0x)?[0-9a-f]{6,}", "$1ADDR"),
            new Rule("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}", "IP", Dialect.Days.since(ALL_NUMBERS)),
            new Rule("(?::[0-9]+)++", ":LINE", Dialect.Days.until(ALL_NUMBERS)),
            // Possessive: java.util.regex recurses over the rounds of other repeated groups.
            new Rule("(\\.[A-Za-z0-9_]+)(?::[0-9]+)++", "$1:LINE"),
            new Rule("([A-Za-z][A-Za-z0-9_.]+)\\+0x[0-9a-f]+/0x[0-9a-f]+", "$1"),
            new Rule("CPU#[0-9]+", "CPU"),
            new Rule("([^A-Za-z0-9_])[0-9]+([^A-Za-z0-9_]|$)", "$1NUM$2", Dialect.Days.since(ALL_NUMBERS)),
            new Rule("[0-9]{5,}", "NUM", Dialect.Days.until(ALL_NUMBERS)),
            new Rule("[0-9]{7,}", "NUM"));

    private final List<Rule> rules;

    TitleText(Dialect dialect) {
        rules = RULES.stream().filter(rule -> dialect.has(rule.days())).toList();
    }

    String normalise(String raw) {
        String title = raw;
        for (Rule rule : rules) {
            title = rule.apply(title);
        }
        return title.substring(0, Math.min(title.length(), LONGEST_TITLE))
                .replace('\t', ' ')
                .replaceAll("[^ -~]", "")
                .replaceAll(" +", " ")
                .strip();
    }

    static boolean hasTimestamp(String raw) {
        return TIMESTAMP.matcher(raw).find();
    }

    /** The function a title ends with. */
    static Optional<String> frame(String title) {
        Matcher matcher = FRAME.matcher(title);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A replacement, made until nothing changes: what one match ends with another may need to begin. */
    private record Rule(Pattern pattern, String replacement, Dialect.Days days) {
        Rule(String regex, String replacement) {
            this(regex, replacement, Dialect.Days.ALWAYS);
        }

        Rule(String regex, String replacement, Dialect.Days days) {
            this(Pattern.compile(regex, Pattern.UNIX_LINES), replacement, days);
        }

        String apply(String text) {
            String before;
            String after = text;
            do {
                before = after;
                after = pattern.matcher(before).replaceAll(replacement);
            } while (!after.equals(before));
            return after;
        }
    }
}
