package culprit.vm.symbols;

import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds lines of source to the reports of one kernel's crashes, as syzbot's reports have them.
 *
 * <p>It is an extra: where the kernel has no debug information, or addr2line is missing or fails, reports stay as they
 * are, and the diagnostics say why. Used by one thread.
 */
public final class Symboliser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Symboliser.class);

    /** The stacks of more than a hundred processors; a hostile guest can print more than its report is worth. */
    private static final int MOST_FRAMES = 4096;

    /** So much is added to a report at most, in characters; after that, lines stay as they are. */
    private static final int MOST_TEXT = 1 << 20;

    private final Commands commands;
    private final Optional<DebugInfo> debugInfo;
    private Optional<SourceLines> opened = Optional.empty();
    private Optional<String> obstacle = Optional.empty();

    /** For a kernel, if what it was linked to is at hand; it is not read before a report needs it. */
    public Symboliser(Commands commands, Optional<DebugInfo> debugInfo) {
        this.commands = commands;
        this.debugInfo = debugInfo;
    }

    /**
     * The report with the line of source behind each place in the kernel's code. Functions that were inlined there get a
     * line of their own in front, the innermost first, which repeats the rest of the line.
     *
     * @param report raw text as {@link culprit.report.crash.Crash#report()} has it
     */
    public String symbolise(String report) throws InterruptedException {
        String[] lines = report.split("\n", -1);
        Map<Integer, FrameLine> frames = frames(lines);
        if (!frames.isEmpty()) {
            open();
        }
        return frames.isEmpty() || opened.isEmpty() ? report : symbolise(lines, frames, opened.get());
    }

    /**
     * The same for the registers of a guest's processors as QEMU shows them ({@code info registers}): where one has an
     * instruction pointer in the kernel, a line of the form that kernels use says in which function, and behind it what
     * called this, in the place of the words on its stack. It needs no debug information, and no random addresses, which
     * guests here never have.
     */
    public String symboliseRegisters(String state) throws InterruptedException {
        return symbolise(Registers.areIn(state) ? Registers.named(state, symbols()) : state);
    }

    private Optional<SymbolTable> symbols() {
        try {
            return debugInfo.isEmpty()
                    ? Optional.empty()
                    : Optional.of(SymbolTable.of(debugInfo.get().vmlinux()));
        } catch (IOException e) {
            LOG.info("registers stay without functions", e);
            return Optional.empty();
        }
    }

    /** Why all reports stay as they are; empty if lines can be looked up. */
    public Optional<String> obstacle() {
        open();
        return obstacle;
    }

    private static Map<Integer, FrameLine> frames(String[] lines) {
        Map<Integer, FrameLine> frames = new TreeMap<>();
        for (int i = 0; i < lines.length && frames.size() < MOST_FRAMES; i++) {
            int number = i;
            FrameLine.of(lines[i]).ifPresent(frame -> frames.put(number, frame));
        }
        return frames;
    }

    private void open() {
        if (opened.isPresent() || obstacle.isPresent()) {
            return;
        }
        try {
            if (debugInfo.isPresent()) {
                opened = Optional.of(SourceLines.of(debugInfo.get(), commands));
                return;
            }
            obstacle = Optional.of("the vmlinux of the kernel is not at hand");
        } catch (IOException | MachineException e) {
            obstacle = Optional.of(String.valueOf(e.getMessage()));
        }
        LOG.info("crash reports stay without lines of source: {}", obstacle.get());
    }

    private static String symbolise(String[] lines, Map<Integer, FrameLine> frames, SourceLines source)
            throws InterruptedException {
        source.lookUp(frames.values().stream()
                .map(source::addresses)
                .flatMap(List::stream)
                .toList());
        StringBuilder symbolised = new StringBuilder();
        int added = 0;
        for (int i = 0; i < lines.length; i++) {
            symbolised.append(i == 0 ? "" : "\n");
            FrameLine frame = frames.get(i);
            List<SourceLine> places = frame == null ? List.of() : source.common(source.addresses(frame));
            if (frame == null || places.isEmpty() || added > MOST_TEXT) {
                symbolised.append(lines[i]);
            } else {
                String text = frame.with(places);
                symbolised.append(text);
                added += text.length() - lines[i].length();
            }
        }
        return symbolised.toString();
    }

    @Override
    public void close() {
        opened.ifPresent(SourceLines::close);
    }
}
