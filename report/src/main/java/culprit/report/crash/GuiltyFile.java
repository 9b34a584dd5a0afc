package culprit.report.crash;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which source file a symbolised report blames.
 *
 * <p>It is the file of the innermost frame that is not generic code. A caller in a directory below that of the file is
 * more to blame: {@code net/core} or {@code fs} hold what all the drivers and file systems beneath them share.
 */
public final class GuiltyFile {
    private static final Pattern INNOCENT = Pattern.compile(RuleFile.lines("innocent-files.txt").stream()
            .map(GuiltyFile::expression)
            .collect(Collectors.joining("|")));

    private static final String STALL = "INFO: rcu detected stall";

    /** Where the stack begins of what the processor did when it was found stalled; above stands who found it. */
    private static final List<String> INTERRUPTED =
            List.of("apic_timer_interrupt+0x", "el1h_64_irq+0x", "Exception stack");

    private GuiltyFile() {}

    /**
     * The file to blame for a crash; empty if no line names a C file.
     *
     * @param title the normalised title
     * @param report the symbolised report from the crash line on
     */
    public static Optional<String> of(String title, String report) {
        if (title.startsWith(STALL)) {
            for (String entry : INTERRUPTED) {
                int at = report.indexOf(entry);
                Optional<String> file = at < 0 ? Optional.empty() : in(report.substring(at));
                if (file.isPresent()) {
                    return file;
                }
            }
        }
        return in(report);
    }

    /** Where there is nothing but generic code and lists of locks, the first file is better than none. */
    private static Optional<String> in(String report) {
        Optional<String> guilty = Optional.empty();
        for (String file : SourceFiles.onStack(report)) {
            if (!INNOCENT.matcher(file).matches()
                    && guilty.map(g -> isBelow(file, g)).orElse(true)) {
                guilty = Optional.of(file);
            }
        }
        return guilty.or(() -> SourceFiles.in(report.lines()).stream().findFirst());
    }

    /** Whether a file is in a directory below that of another one. */
    private static boolean isBelow(String file, String other) {
        String directory = directory(other);
        return !directory.isEmpty() && directory(file).startsWith(directory + "/");
    }

    private static String directory(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }

    private static String expression(String rule) {
        String anchored = rule.endsWith("/") ? rule + "*" : rule;
        return Arrays.stream(anchored.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
