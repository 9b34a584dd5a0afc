package culprit.report.crash;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a crash is known by, to be told from crashes of other bugs.
 *
 * @param title the normalised title
 * @param altTitles further titles of the same bug
 * @param type the kind of bug
 * @param functions the functions that the title blames: usually one, two for a data race, none if it names none
 * @param frames the functions on the stack of the crash, the innermost first and without those that are never to blame,
 *     at most {@link #FRAMES_KEPT}; none if only the title is known
 */
public record CrashSignature(
        String title, List<String> altTitles, CrashType type, List<String> functions, List<String> frames) {
    /** Further out, stacks of different bugs are the same: how a system call gets to where it is handled. */
    public static final int FRAMES_KEPT = 8;

    private static final NameList DISPATCHERS = NameList.fromFile("dispatchers.txt");

    /** Keeps its own copies. */
    public CrashSignature {
        altTitles = List.copyOf(altTitles);
        functions = List.copyOf(functions);
        frames = List.copyOf(frames);
    }

    /** That of a crash on a console. */
    public static CrashSignature of(Crash crash) {
        String report = crash.report().substring(crash.reportHead());
        return new CrashSignature(
                crash.title(), crash.altTitles(), crash.type(), functions(crash.title()), framesIn(report));
    }

    /** That of a crash of which only the title is known; it need not be one of this program's. */
    public static CrashSignature ofTitle(String title) {
        return new CrashSignature(title, List.of(), CrashType.of(title), functions(title), List.of());
    }

    private static List<String> functions(String title) {
        return TitleText.frame(title)
                .map(first -> {
                    String rest = title.substring(title.lastIndexOf(first) + first.length());
                    Stream<String> second = rest.startsWith(" / ")
                            ? Arrays.stream(rest.split(" / ", -1)).skip(1)
                            : Stream.empty();
                    return Stream.concat(Stream.of(first), second)
                            .filter(function -> !function.equals(Frame.MISSING.name()))
                            .toList();
                })
                .orElse(List.of());
    }

    /** The first stack of a report, up to the code that handles calls, packets and timers of all kinds. */
    private static List<String> framesIn(String report) {
        Set<String> frames = new LinkedHashSet<>();
        for (String line : report.lines().toList()) {
            List<Frame> found =
                    StackText.functionsIn(line).stream().map(Frame::printedAs).toList();
            boolean ended =
                    StackText.startsTrace(line) || found.stream().anyMatch(frame -> DISPATCHERS.contains(frame.name()));
            if (!frames.isEmpty() && ended) {
                break;
            }
            found.stream()
                    .filter(FrameSearch.TRACE::mayBeGuilty)
                    .map(Frame::name)
                    .forEach(frames::add);
        }
        return frames.stream().limit(FRAMES_KEPT).toList();
    }

    /** Whether the bug has this title. */
    public boolean isCalled(String name) {
        return titles().contains(name);
    }

    /** Whether the expression finds something in a title of the bug. */
    public boolean isFoundBy(LineExpression expression) {
        return titles().stream().anyMatch(expression::matches);
    }

    /** Whether it says anything of a bug; if not, another crash can only be like it by having the same title. */
    public boolean isTelling() {
        return family() != CrashFamily.NOTHING;
    }

    private CrashFamily family() {
        return CrashFamily.of(title, type);
    }

    /** All titles of the bug, that of the crash first. */
    public List<String> titles() {
        return Stream.concat(Stream.of(title), altTitles.stream()).distinct().toList();
    }

    /**
     * The words that name the part of the kernel: those of the functions, or of the title if it names none, without
     * those that functions of every part have.
     */
    public Set<String> words() {
        Stream<String> names = functions.isEmpty() ? Stream.of(title) : functions.stream();
        return names.flatMap(name -> FunctionName.of(name).ownWords().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How much speaks for the two being the same bug. The same in both directions. */
    public Likeness likenessTo(CrashSignature other) {
        if (titles().stream().anyMatch(other.titles()::contains)) {
            return Likeness.SAME;
        }
        if ((isHang() && other.isNoOutput()) || (other.isHang() && isNoOutput())) {
            return Likeness.RELATED;
        }
        if (!isTelling() || family() != other.family()) {
            return Likeness.OTHER;
        }
        Likeness near = isHang() ? Likeness.RELATED : Likeness.OTHER;
        return ofTitles(other).or(ofStacks(other)).or(other.ofStacks(this)).or(near);
    }

    private boolean isHang() {
        return family() == CrashFamily.HANG;
    }

    /** Of a kernel that hangs, at times nothing is heard. */
    private boolean isNoOutput() {
        return title.equals(PseudoCrash.NO_OUTPUT.title());
    }

    private Likeness ofTitles(CrashSignature other) {
        if (functions.isEmpty() != other.functions().isEmpty()) {
            boolean sameWords = message().equals(other.message()) && !message().isEmpty();
            return sameWords ? unnamed() : Likeness.OTHER;
        }
        Likeness likeness = Likeness.OTHER;
        for (String mine : functions) {
            for (String its : other.functions()) {
                likeness = likeness.or(likeness(FunctionName.of(mine), FunctionName.of(its)));
            }
        }
        return likeness;
    }

    /** Where a stack was spoilt, the title lacks the function. A hang is found at any place of what does not end. */
    private Likeness unnamed() {
        return isHang() ? Likeness.ALIKE : Likeness.RELATED;
    }

    private static Likeness likeness(FunctionName mine, FunctionName its) {
        if (mine.isVariantOf(its)) {
            return Likeness.ALIKE;
        }
        return mine.isNeighbourOf(its) ? Likeness.RELATED : Likeness.OTHER;
    }

    /** The title without the function. */
    private String message() {
        int function = title.lastIndexOf(" in ");
        return function < 0 ? "" : title.substring(0, function);
    }

    /** Whether what the one is blamed on has called, or was called by, what the other one crashed in. */
    private Likeness ofStacks(CrashSignature other) {
        Optional<String> blamed = functions.stream()
                .map(function -> Frame.printedAs(function).name())
                .filter(other.frames()::contains)
                .findFirst();
        return blamed.isPresent() ? Likeness.RELATED : Likeness.OTHER;
    }
}
