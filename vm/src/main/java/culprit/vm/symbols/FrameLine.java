package culprit.vm.symbols;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a report that names a place in the kernel's code, such as {@code  kthread+0x31d/0x3e0}.
 *
 * @param before what stands in front of the place
 * @param function name of the symbol
 * @param place the symbol, and behind it offset and size, as printed
 * @param offset from the start of the symbol, in bytes
 * @param size distance to the symbol behind it, in bytes
 * @param after the rest of the line
 */
record FrameLine(String before, String function, String place, int offset, int size, String after) {
    /** Longer lines are no kernel's. Source lines repeat them: this bounds how much a hostile guest can have written. */
    private static final int LONGEST = 1024;

    /** Possessive, and only from the start of a word: a long line costs time in proportion to its length. */
    private static final Pattern PLACE =
            Pattern.compile("(?<![\\w.$])([A-Za-z_][\\w.$]*+)\\+0x([0-9a-f]{1,7})/0x([0-9a-f]{1,7})(?![\\w.])");

    /** The place is in a module, whose code vmlinux does not hold; or its line of source is there already. */
    private static final Pattern SETTLED = Pattern.compile(" (?:\\[|\\S+:\\d+(?: |$))");

    /**
     * Lines that give the instruction itself, on the architectures that have them. All other places are taken for return
     * addresses, the instruction behind a call. On purpose that of a {@code WARNING:} is, too, though it is none: the
     * recorded logs show the line of the instruction in front of the trap.
     */
    private static final Pattern INSTRUCTION = Pattern.compile("\\s*(?:[RE]?IP:? |e?pc : |PC is at |NIP )");

    static Optional<FrameLine> of(String line) {
        if (line.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher place = PLACE.matcher(line);
        if (!place.find()
                || SETTLED.matcher(line).region(place.end(), line.length()).lookingAt()) {
            return Optional.empty();
        }
        FrameLine frame = new FrameLine(
                line.substring(0, place.start()),
                place.group(1),
                place.group(),
                Integer.parseInt(place.group(2), 16),
                Integer.parseInt(place.group(3), 16),
                line.substring(place.end()));
        return Optional.of(frame).filter(FrameLine::isWithinSymbol);
    }

    /** A call that does not return can be the last instruction: then its return address is the end of the symbol. */
    private boolean isWithinSymbol() {
        return isInstruction() ? offset < size : offset <= size;
    }

    private boolean isInstruction() {
        return INSTRUCTION.matcher(before).lookingAt();
    }

    /** From the start of the symbol to the instruction whose line is meant, in bytes: of a call, its last byte. */
    int distance() {
        return isInstruction() || offset == 0 ? offset : offset - 1;
    }

    /**
     * The line with its places in the source: one line for each inlined function, then the line itself.
     *
     * @param innermostFirst at least one
     */
    String with(List<SourceLine> innermostFirst) {
        StringBuilder text = new StringBuilder();
        int last = innermostFirst.size() - 1;
        for (SourceLine inlined : innermostFirst.subList(0, last)) {
            text.append(before).append(inlined.function()).append(' ').append(inlined.position());
            text.append(" [inline]").append(after).append('\n');
        }
        text.append(before)
                .append(place)
                .append(' ')
                .append(innermostFirst.get(last).position());
        return text.append(after).toString();
    }
}
