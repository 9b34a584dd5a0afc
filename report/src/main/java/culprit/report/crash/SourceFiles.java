package culprit.report.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files that a symbolised report names. */
public final class SourceFiles {
    /** A run of characters of a path is looked at once: of long ones, time is linear. */
    private static final Pattern SOURCE =
            Pattern.compile("(?<![A-Za-z0-9_/.-])([A-Za-z0-9_/.-]++)(?<=[A-Za-z0-9_/.-]\\.[ch]):[0-9]");

    /** Lines about locks and registers, not about the stack. */
    private static final Pattern NO_FRAME =
            Notation.compile("(?:hard|soft)irqs last +(?:en|dis)abled|, at: |^ *#[0-9]+:|Register r[0-9]+ information");

    private SourceFiles() {}

    /** The files of the functions on the stacks, of each line the first one, in order. */
    public static List<String> onStack(String report) {
        return in(report.lines().filter(line -> !NO_FRAME.matcher(line).find()));
    }

    /** Of each line the first file, in order. */
    static List<String> in(Stream<String> lines) {
        List<String> files = new ArrayList<>();
        lines.map(SOURCE::matcher)
                .filter(Matcher::find)
                .forEach(
                        source -> files.add(Path.of(source.group(1)).normalize().toString()));
        return files;
    }
}
