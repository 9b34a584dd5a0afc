package culprit.vm.symbols;

import culprit.vm.Stacks;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The registers of processors as QEMU shows them, and what they say about functions. */
final class Registers {
    /** Of a processor; a hostile guest can fill its stack with addresses of code. */
    private static final int MOST_FRAMES = 32;

    /** A word and the space before it. */
    private static final int LONGEST_WORD = 17;

    /** An instruction pointer in 64-bit mode, or in 32-bit mode, and the words of the stack, if they were read. */
    private static final Pattern POINTER = Pattern.compile("(?m)^[RE]IP=([0-9a-f]{8,16}) .*$(?:\n" + Stacks.MARK
            + "([0-9a-f ]{0," + Stacks.MOST_WORDS * LONGEST_WORD + "}+)$)?");

    private static final Pattern WORD = Pattern.compile("(?<![0-9a-f])(?:[0-9a-f]{8}|[0-9a-f]{16})(?![0-9a-f])");

    private Registers() {}

    /** Whether there is anything to name. */
    static boolean areIn(String state) {
        return POINTER.matcher(state).find();
    }

    /**
     * Puts in front of each instruction pointer where that is in the kernel, and what called this. The words of the stack are
     * shown in this way only.
     *
     * @param symbols of the kernel, if they are known
     */
    static String named(String state, Optional<SymbolTable> symbols) {
        return POINTER.matcher(state)
                .replaceAll(found ->
                        Matcher.quoteReplacement(symbols.map(known -> place(found, known) + callTrace(found, known))
                                        .orElse("")
                                + found.group().lines().findFirst().orElseThrow()));
    }

    private static String place(MatchResult found, SymbolTable symbols) {
        return symbols.place(Long.parseUnsignedLong(found.group(1), 16))
                .map(place -> "RIP: 0010:" + place + "\n")
                .orElse("");
    }

    /** As kernels write frames of which they do not know whether they are of calls that go on. */
    private static String callTrace(MatchResult found, SymbolTable symbols) {
        if (found.group(2) == null) {
            return "";
        }
        String frames = WORD.matcher(found.group(2))
                .results()
                .map(word -> symbols.placeOfReturn(Long.parseUnsignedLong(word.group(), 16)))
                .flatMap(Optional::stream)
                .limit(MOST_FRAMES)
                .map(place -> " ? " + place + "\n")
                .collect(Collectors.joining());
        return frames.isEmpty() ? "" : "Call Trace:\n" + frames;
    }
}
