package culprit.report;

import culprit.report.GitBisectEntry.Aside;
import culprit.report.GitBisectEntry.Candidate;
import culprit.report.GitBisectEntry.CheckedOut;
import culprit.report.GitBisectEntry.Command;
import culprit.report.GitBisectEntry.Comment;
import culprit.report.GitBisectEntry.Damaged;
import culprit.report.GitBisectEntry.Found;
import culprit.report.GitBisectEntry.OnlySkipped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code git bisect log} prints, in the shapes in which people pass it on: quoted, indented, wrapped or
 * joined by mailers, with carriage returns, with git's remarks in any language, or as the record of a terminal session.
 *
 * <p>What a word means is not decided here, because terms may be defined below the comments that use them. No more of the
 * log is kept than one entry has; of a line beyond 1 MiB the rest counts as further lines. One thread's.
 */
public final class GitBisectLogReader {
    private static final int PROMPT_LIMIT = 200;

    private static final Pattern QUOTES = Pattern.compile("^[>|\\s]*+");
    private static final Pattern CALL = Pattern.compile("git[ -]bisect(?=\\s|$)");

    /** As {@code $}, {@code [me@host linux]$}, {@code me@host ~/linux %} or {@code root@host:/usr/src#}; a mere {@code #} begins a comment. */
    private static final Pattern PROMPT = Pattern.compile("(?:[$%]|\\[[^\\]]+\\][$#%]|\\S*[@:~/][^$#%>]*[$#%>])\\s+");

    private static final Pattern COMMENT = Pattern.compile("# ?([\\w-]+): \\[([0-9a-f]{7,40})\\](?: (.*))?");
    private static final Pattern FOUND = Pattern.compile("# ?first '?[\\w-]+'? commit: \\[([0-9a-f]{7,40})\\].*");
    private static final Pattern CANDIDATE =
            Pattern.compile("# ?possible first '?[\\w-]+'? commit: \\[([0-9a-f]{7,40})\\].*");
    private static final Pattern ONLY_SKIPPED = Pattern.compile("# ?only skipped commits left to test");
    private static final Pattern DAMAGED_COMMENT =
            Pattern.compile("# ?(?:good|bad|skip|(?:possible )?first '?[\\w-]+'? commit): \\[.*");
    private static final Pattern CHECKED_OUT = Pattern.compile("\\[([0-9a-f]{40})\\](?: (.*))?");
    private static final Pattern FOUND_SAID = Pattern.compile("([0-9a-f]{40}) is the first '?[\\w-]+'? commit");

    private static final Pattern BARE_COMMAND = Pattern.compile(".*git[ -]bisect\\s+(?!start)[\\w-]+");
    private static final Pattern BARE_HASH = Pattern.compile("[0-9a-f]{7,40}");
    private static final Pattern BARE_COMMENT = Pattern.compile("# ?[\\w -]+:");

    private final Lines lines;
    private final Deque<GitBisectEntry> ready = new ArrayDeque<>();
    private String text = "";
    private long number;

    /** Reads from the stream, which stays the caller's to close. */
    public GitBisectLogReader(InputStream in) {
        this.lines = new Lines(in);
    }

    /**
     * The next entry; empty at the end.
     *
     * @throws IOException if the stream fails; never because of what it holds
     */
    public Optional<GitBisectEntry> next() throws IOException {
        try {
            while (ready.isEmpty() && !lines.isAtEnd()) {
                read();
            }
            return Optional.ofNullable(ready.poll());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Whether a file that begins like this is of {@code git bisect} and not one of syzbot's logs, which repeat what git
     * says.
     */
    public static boolean recognises(List<String> firstLines) {
        for (String line : firstLines) {
            String bare = stripped(line);
            if (bare.startsWith("# git bisect ")
                    || bare.startsWith("bisecting ")
                    || bare.contains(" starts bisection ")) {
                return false;
            }
            if (bare.startsWith("Bisecting: ")
                    || call(bare) >= 0
                    || COMMENT.matcher(bare).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Puts together what mailers wrapped, up to the first line that belongs to the next entry. */
    private void read() {
        lines.advance();
        String next = lines.isAtEnd() ? "" : stripped(lines.text());
        if (!lines.isAtEnd() && continues(next) && text.length() < Lines.LIMIT) {
            text += " " + next;
            return;
        }
        if (!text.isEmpty()) {
            understand(text);
        }
        text = next;
        number = lines.number();
    }

    private static String stripped(String line) {
        return line.substring(end(QUOTES, line)).stripTrailing();
    }

    private static int end(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    private boolean continues(String next) {
        if (next.startsWith("'")) {
            return call(text) >= 0;
        }
        if (next.startsWith("[")) {
            return BARE_COMMENT.matcher(text).matches();
        }
        return BARE_HASH.matcher(next).matches()
                && call(text) >= 0
                && BARE_COMMAND.matcher(text).matches();
    }

    /** Where the words after {@code git bisect} begin if the line calls it; else -1. */
    private static int call(String line) {
        Matcher call = CALL.matcher(line).region(0, Math.min(line.length(), PROMPT_LIMIT));
        if (!call.find()) {
            return -1;
        }
        String before = line.substring(0, call.start());
        return before.isEmpty() || PROMPT.matcher(before).matches() ? call.end() : -1;
    }

    private void understand(String line) {
        int call = call(line);
        if (call < 0) {
            ready.add(said(line));
            return;
        }
        ShellWords shell = ShellWords.of(line.substring(call));
        if (shell.words().isEmpty() || !shell.isComplete()) {
            ready.add(new Damaged(number, line));
        } else {
            List<String> words = shell.words();
            ready.add(new Command(number, words.get(0), words.subList(1, words.size())));
        }
        if (!shell.comment().isEmpty()) {
            ready.add(said(shell.comment()));
        }
    }

    private GitBisectEntry said(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            String title = comment.group(3);
            return new Comment(number, comment.group(1), comment.group(2), title == null ? "" : title);
        }
        Matcher checkedOut = CHECKED_OUT.matcher(line);
        if (checkedOut.matches()) {
            String title = checkedOut.group(2);
            return new CheckedOut(number, checkedOut.group(1), title == null ? "" : title);
        }
        Matcher candidate = CANDIDATE.matcher(line);
        if (candidate.matches()) {
            return new Candidate(number, candidate.group(1));
        }
        Matcher found = FOUND.matcher(line);
        if (found.matches()) {
            return new Found(number, found.group(1));
        }
        Matcher foundSaid = FOUND_SAID.matcher(line);
        if (foundSaid.matches()) {
            return new Found(number, foundSaid.group(1));
        }
        if (ONLY_SKIPPED.matcher(line).matches()) {
            return new OnlySkipped(number);
        }
        return DAMAGED_COMMENT.matcher(line).matches() ? new Damaged(number, line) : new Aside(number, line);
    }
}
