package culprit.report.crash;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises crashes on a kernel console.
 *
 * <p>It takes any bytes: NUL, invalid UTF-8, carriage returns, lines without end. Of a line longer than 4096 bytes
 * only a window of that size is looked at, see {@code Console}; time is linear in the size of the console. Instances
 * are immutable and may be shared between threads.
 */
public final class CrashParser {
    private static final Pattern EXECUTOR = Pattern.compile(" Comm: syz\\.([0-9]+)\\.([0-9]+) ");

    private final Detectors detectors;
    private final TitleText titles;

    /** A parser for Linux consoles. */
    public CrashParser() {
        this(CrashRules.OF_LINUX);
    }

    /** A parser for Linux consoles with other names and with rules of the user's, which go before its own. */
    public CrashParser(CrashRules rules) {
        detectors = Detectors.ofLinux(rules);
        titles = new TitleText(rules.dialect());
    }

    /** The first crash on a console; empty if there is none. */
    public Optional<Crash> parse(byte[] console) {
        return parse(console, 0);
    }

    /**
     * The first crash that begins at or after an offset; what stands before the offset plays no part.
     *
     * @param from offset where a line starts, at most the length; {@link Crash#skip()} and {@link Crash#end()} are
     *     such too
     */
    public Optional<Crash> parse(byte[] console, int from) {
        Console lines = detectors.open(console, console.length);
        return detectors.first(lines, from).map(line -> {
            ReportCut cut = new ReportCut(lines, detectors, line);
            return describe(cut, line, from, Circumstances.of(lines, from, cut.rest()));
        });
    }

    /**
     * Whether a line at or after an offset announces a crash. Costs one pass over the bytes. The answer is that of
     * {@link #parse(byte[], int)}, but for a message that the console is about to repeat.
     *
     * @param from offset where a line starts, at most the length
     */
    public boolean containsCrash(byte[] console, int from) {
        return detectors
                .firstAnnouncing(detectors.open(console, console.length), from)
                .isPresent();
    }

    Detectors detectors() {
        return detectors;
    }

    /**
     * Names a crash.
     *
     * @param from nothing before this offset plays a part
     * @param circumstances those of all lines from there to the last one that was cut out
     */
    Crash describe(ReportCut cut, Detectors.CrashLine line, int from, Circumstances circumstances) {
        List<String> body = cut.body();
        List<String> before = cut.linesBefore(from);
        Optional<Naming.Name> found = Naming.name(cut.titlePart(), line.detector());
        if (found.isEmpty()) {
            // The message stands inside what looks like a line prefix: take the console as it is.
            body = cut.rawLines();
            before = List.of();
            found = Naming.name(body, line.detector());
        }
        Naming.Name name = found.orElseThrow();
        String title = title(name, line);
        String lead = join(before);
        String report = lead + join(body);
        return new Crash(
                title,
                alternatives(name, title),
                CrashType.of(title),
                TitleText.frame(title),
                corruption(name, body, circumstances),
                circumstances.notTheKernel(),
                circumstances.panicked(),
                executor(report),
                report,
                lead.length(),
                line.start(),
                cut.end(),
                line.end());
    }

    /** The normalised title; the anchor where nothing is left, for a title is never empty. */
    private String title(Naming.Name name, Detectors.CrashLine line) {
        String title = titles.normalise(name.title());
        return title.isEmpty() ? line.detector().anchor().strip() : title;
    }

    private List<String> alternatives(Naming.Name name, String title) {
        TreeSet<String> sorted =
                name.alternatives().stream().map(titles::normalise).collect(Collectors.toCollection(TreeSet::new));
        sorted.remove(title);
        return List.copyOf(sorted);
    }

    private static Optional<Corruption> corruption(Naming.Name name, List<String> body, Circumstances circumstances) {
        if (name.corruption().isPresent()) {
            return name.corruption();
        }
        if (TitleText.hasTimestamp(name.title())) {
            return Optional.of(Corruption.TIMESTAMP_IN_TITLE);
        }
        Optional<Corruption> trace = name.needsTrace() ? TraceCheck.of(body) : Optional.empty();
        return trace.isEmpty() && circumstances.consoleLost() ? Optional.of(Corruption.CONSOLE_LOST) : trace;
    }

    private static Optional<String> executor(String report) {
        Matcher matcher = EXECUTOR.matcher(report);
        return matcher.find() ? Optional.of("proc=" + matcher.group(1) + ", id=" + matcher.group(2)) : Optional.empty();
    }

    private static String join(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
