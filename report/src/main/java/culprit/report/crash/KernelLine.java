package culprit.report.crash;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A console line without what printk puts in front.
 *
 * @param context who printed it: {@code ""} for a line without timestamp, {@code "console"} for one with a timestamp
 *     only, else the bracket with task or CPU that the kernel adds under CONFIG_PRINTK_CALLER, such as
 *     {@code [   T12]}
 * @param text the line behind the prefix; for an unreliable frame the frame
 * @param questionable whether the unwinder itself marks the frame as a guess
 */
record KernelLine(String context, String text, boolean questionable) {
    private static final String NO_CONTEXT = "";
    private static final String CONSOLE = "console";
    private static final String UNRELIABLE = " (unreliable)";
    private static final String GUESS = " ? ";
    private static final Pattern PREFIX =
            Notation.compile("(?:\\*\\* [0-9]+ printk messages dropped \\*\\* )?(?:.* login: )?"
                    + "(?:<[0-9]+>)?\\[ *[0-9]+\\.[0-9]+\\](\\[ *[TC][0-9]+\\])? ");

    static KernelLine of(String raw) {
        Matcher prefix = PREFIX.matcher(raw);
        if (!prefix.lookingAt()) {
            return new KernelLine(NO_CONTEXT, raw, false);
        }
        String context = prefix.group(1) == null ? CONSOLE : prefix.group(1);
        String text = raw.substring(raw.indexOf("] ") + 2);
        if (text.contains("<EOI>")) {
            return new KernelLine(context, text, false);
        }
        int guess = text.indexOf(GUESS);
        if (guess >= 0) {
            return new KernelLine(context, text.substring(guess + GUESS.length() - 1), true);
        }
        if (text.endsWith(UNRELIABLE)) {
            return new KernelLine(context, text.substring(0, text.length() - UNRELIABLE.length()), true);
        }
        return new KernelLine(context, text, false);
    }

    /** Whether the kernel said which task or CPU printed the line: lines of one printer belong together. */
    boolean hasPrinter() {
        return context.startsWith("[");
    }

    boolean fromTask() {
        return hasPrinter() && context.contains("T");
    }

    boolean fromCpu() {
        return hasPrinter() && context.contains("C");
    }
}
