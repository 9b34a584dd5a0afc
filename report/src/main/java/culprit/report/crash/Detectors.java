package culprit.report.crash;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All families of messages in the order in which they are asked, and the lines no family may fire on. */
final class Detectors {
    /** Messages that come with a stack of their own without being bugs; behind one, another report begins. */
    private static final List<String> OTHER_STACKS = List.of(
            "vmalloc: allocation failure:", "FAULT_INJECTION: forcing a failure", "FAULT_FLAG_ALLOW_RETRY missing");

    private static final String REPLAY = "** replaying previous printk message **";

    private final List<Detector> inOrder;
    private final CrashRules rules;
    private final Landmarks landmarks;

    private Detectors(List<Detector> inOrder, CrashRules rules) {
        this.inOrder = List.copyOf(inOrder);
        this.rules = rules;
        this.landmarks = new Landmarks(
                Stream.concat(inOrder.stream().map(Detector::anchor), OTHER_STACKS.stream())
                        .toList(),
                Circumstances.LANDMARKS);
    }

    /** The messages of Linux, and the user's own. */
    static Detectors ofLinux(CrashRules rules) {
        Stream<Detector> first = Stream.of(BugFormats.BUG, WarningFormats.WARNING, InfoFormats.INFO);
        Stream<Detector> all = Stream.concat(first, OtherFormats.IN_ORDER.stream());
        return new Detectors(all.map(detector -> detector.in(rules.dialect())).toList(), rules);
    }

    /** The first so many bytes as a console. */
    Console open(byte[] bytes, int length) {
        return new Console(bytes, length, landmarks);
    }

    /** The first line from an offset on that announces a crash. */
    Optional<CrashLine> firstAnnouncing(Console console, int from) {
        int start = from;
        while (start < console.length()) {
            int end = console.lineEnd(start);
            Optional<Detector> detector = firing(console, start, end, console.landmarksIn(start, end));
            if (detector.isPresent()) {
                return Optional.of(new CrashLine(detector.get(), start, end));
            }
            start = console.after(end);
        }
        return Optional.empty();
    }

    /** The same, but for lines that are printed again at once. */
    Optional<CrashLine> first(Console console, int from) {
        Optional<CrashLine> line = firstAnnouncing(console, from);
        while (line.isPresent() && isReplayed(console, line.get().end())) {
            line = firstAnnouncing(console, console.after(line.get().end()));
        }
        return line;
    }

    /** Whether the line behind an offset repeats the line that ends there, because the console missed a part of it. */
    static boolean isReplayed(Console console, int end) {
        int next = console.after(end);
        return next < console.length() && isReplay(console, next, console.lineEnd(next));
    }

    /** Whether a line repeats the line before it. */
    static boolean isReplay(Console console, int start, int end) {
        return console.text(start, end).contains(REPLAY);
    }

    /** Whether a line with these landmarks is worth a closer look; a quiet console has almost none. */
    boolean mayMatter(long found) {
        return !rules.crashes().isEmpty() || (found & landmarks.announcing()) != 0;
    }

    /** The first family that fires on a line with these landmarks. */
    Optional<Detector> firing(Console console, int start, int end, long found) {
        if (!mayMatter(found)) {
            return Optional.empty();
        }
        String line = console.text(start, end);
        return own(line)
                .or(() -> inOrder.stream()
                        .filter(detector -> detector.fires(line))
                        .findFirst())
                .filter(detector -> rules.ignored().stream().noneMatch(ignored -> ignored.matches(line)));
    }

    /** The user's. */
    private Optional<Detector> own(String line) {
        return rules.crashes().stream()
                .flatMap(expression -> expression.find(line).stream())
                .findFirst()
                .map(found -> Detector.of(found.match(), Format.exactly(found.match(), found.title())));
    }

    static boolean carriesOtherStack(String line) {
        return OTHER_STACKS.stream().anyMatch(line::contains);
    }

    /**
     * The line that announces a crash.
     *
     * @param detector the family of the message
     * @param start offset of the line's first byte
     * @param end offset of its line feed, or of the end of the console
     */
    record CrashLine(Detector detector, int start, int end) {}
}
