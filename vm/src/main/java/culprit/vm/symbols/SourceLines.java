package culprit.vm.symbols;

import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of source of one kernel; every address is looked up once. Used by one thread. */
final class SourceLines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceLines.class);

    /** A kernel of 500 MB takes addr2line some seconds, once; a busy disk several times that. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** An addr2line that fails is replaced; one that fails with the same kernel again is no use. */
    private static final int MOST_FAILURES = 2;

    /** Small functions of headers occur in many files; of more it is not worth the while to compare the lines. */
    private static final int MOST_CANDIDATES = 32;

    private final SymbolTable symbols;
    private final SourceRoots roots;
    private final Addr2line addr2line;
    private final Map<Long, List<SourceLine>> known = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private int failures;

    private SourceLines(SymbolTable symbols, SourceRoots roots, Addr2line addr2line) {
        this.symbols = symbols;
        this.roots = roots;
        this.addr2line = addr2line;
    }

    /**
     * The lines of a kernel.
     *
     * @throws IOException when vmlinux cannot be read or has no debug information
     * @throws MachineException when there is no program to look them up with
     */
    static SourceLines of(DebugInfo kernel, Commands commands) throws IOException, MachineException {
        Path vmlinux = kernel.vmlinux();
        SymbolTable symbols = SymbolTable.of(vmlinux);
        if (!symbols.hasLines()) {
            throw new IOException(vmlinux + " has no debug information (CONFIG_DEBUG_INFO)");
        }
        Addr2line addr2line = new Addr2line(commands, Addr2line.program(), vmlinux, LIMIT);
        return new SourceLines(symbols, new SourceRoots(kernel), addr2line);
    }

    /** The addresses in this kernel that a frame can stand for; one, unless functions have the same name and size. */
    List<Long> addresses(FrameLine frame) {
        List<Long> starts = symbols.find(frame.function(), frame.size());
        return starts.size() > MOST_CANDIDATES
                ? List.of()
                : starts.stream().map(start -> start + frame.distance()).toList();
    }

    /** Looks up those of the addresses that have not been. */
    void lookUp(Collection<Long> addresses) throws InterruptedException {
        List<Long> unasked = addresses.stream().filter(asked::add).toList();
        if (unasked.isEmpty()) {
            return;
        }
        while (failures < MOST_FAILURES) {
            try {
                if (known.isEmpty()) {
                    learnRoot();
                }
                addr2line.lookUp(unasked).forEach(this::keep);
                return;
            } catch (IOException | MachineException e) {
                failures++;
                LOG.info("no lines of source for {} places: {}", unasked.size(), e.toString());
            }
        }
    }

    private void learnRoot() throws IOException, MachineException, InterruptedException {
        for (List<SourceLine> landmark :
                addr2line.lookUp(symbols.find(SourceRoots.LANDMARK_FUNCTION)).values()) {
            roots.learn(landmark.get(landmark.size() - 1));
        }
    }

    private void keep(long address, List<SourceLine> places) {
        known.put(
                address,
                places.stream()
                        .map(place -> place.at(roots.relative(place.path())))
                        .toList());
    }

    /** What all of these addresses have in common: their places, the innermost first; none if they differ or are unknown. */
    List<SourceLine> common(List<Long> addresses) {
        List<List<SourceLine>> places = addresses.stream()
                .map(address -> known.getOrDefault(address, List.of()))
                .distinct()
                .toList();
        return places.size() == 1 ? places.get(0) : List.of();
    }

    @Override
    public void close() {
        addr2line.close();
    }
}
