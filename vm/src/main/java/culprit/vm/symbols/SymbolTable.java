package culprit.vm.symbols;

import culprit.vm.symbols.Places.Place;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSectionHeader;
import net.fornwall.jelf.ElfSymbol;
import net.fornwall.jelf.ElfSymbolTableSection;
import org.jspecify.annotations.Nullable;

/** The functions of a kernel and where they begin. Used by one thread. */
final class SymbolTable {
    /** What alignment, and a prefix for patching or type checks, can add to a function. */
    private static final int PADDING = 128;

    private final Map<String, List<Place>> functions = new HashMap<>();

    /** Where symbols of code begin, in order. */
    private final long[] starts;

    private final boolean hasLines;

    /** Made when the first address is looked up: reports of crashes name their functions. */
    private @Nullable Places places;

    private SymbolTable(ElfFile elf) {
        this.hasLines = hasSection(elf, ".debug_info") || hasSection(elf, ".zdebug_info");
        ElfSymbolTableSection table = elf.getSymbolTableSection();
        ElfSymbol[] symbols = table == null ? new ElfSymbol[0] : table.symbols;
        long[] found = new long[symbols.length];
        int count = 0;
        for (ElfSymbol symbol : symbols) {
            String name = symbol.getName();
            if (name != null && isCode(elf, symbol)) {
                found[count++] = symbol.st_value;
                // Without a size it is a label within a function; its lines are not shown in recorded logs either.
                if (symbol.st_size > 0) {
                    functions
                            .computeIfAbsent(name, any -> new ArrayList<>(1))
                            .add(new Place(name, symbol.st_value, symbol.st_size));
                }
            }
        }
        this.starts = Arrays.stream(found, 0, count).sorted().distinct().toArray();
    }

    /**
     * Reads a vmlinux.
     *
     * @throws IOException when it cannot be read or is not an ELF file
     */
    static SymbolTable of(Path vmlinux) throws IOException {
        try (FileChannel file = FileChannel.open(vmlinux, StandardOpenOption.READ)) {
            if (file.size() > Integer.MAX_VALUE) {
                throw new IOException(vmlinux + " is larger than 2 GiB");
            }
            return new SymbolTable(ElfFile.from(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size())));
        } catch (ElfException e) {
            throw new IOException(vmlinux + " is not an ELF file: " + e.getMessage(), e);
        }
    }

    private static boolean hasSection(ElfFile elf, String name) {
        return elf.firstSectionByName(name) != null;
    }

    private static boolean isCode(ElfFile elf, ElfSymbol symbol) {
        int section = symbol.st_shndx;
        return section > 0
                && section < elf.e_shnum
                && symbol.getType() != ElfSymbol.STT_SECTION
                && (elf.getSection(section).header.sh_flags & ElfSectionHeader.FLAG_EXEC_INSTR) != 0;
    }

    /** Whether there is any debug information. */
    boolean hasLines() {
        return hasLines;
    }

    /** Whether there is a function of this name, or what a compiler made of it under the name and a suffix. */
    boolean has(String name) {
        return functions.containsKey(name)
                || functions.keySet().stream().anyMatch(function -> function.startsWith(name + "."));
    }

    /**
     * Where the functions begin that a kernel prints with this name and size; several when it cannot be told which of them
     * is meant. The kernel knows no sizes: it prints the distance to the next symbol.
     */
    List<Long> find(String name, int size) {
        List<Long> exact = find(name, function -> size == extent(function) || size == function.size());
        return exact.isEmpty()
                ? find(name, function -> size > function.size() && size < function.size() + PADDING)
                : exact;
    }

    /** Where the functions of this name begin. */
    List<Long> find(String name) {
        return find(name, any -> true);
    }

    /** The place of an address as a kernel prints it, such as {@code pipe_read+0x4f/0xa0}; empty if it is in no function. */
    Optional<String> place(long address) {
        return place(address, address);
    }

    /**
     * The same for what could be an address to which a call returns. That may be the end of a function whose last
     * instruction is the call; it is no place where a function begins.
     */
    Optional<String> placeOfReturn(long address) {
        boolean begins = places().of(address).stream().anyMatch(place -> place.start() == address);
        return begins ? Optional.empty() : place(address, address - 1);
    }

    /**
     * The place of an address.
     *
     * @param instruction where the instruction is that it stands for, or the last byte of that
     */
    private Optional<String> place(long address, long instruction) {
        return places().of(instruction).stream()
                .map(place -> String.format(
                        Locale.ROOT,
                        "%s+0x%x/0x%x",
                        place.name(),
                        address - place.start(),
                        size(place, instruction - place.start())))
                // Of several names for one place, the same one each time.
                .min(Comparator.naturalOrder());
    }

    /** As printed; where a function has labels in it, what is behind the first one goes by the size of the whole. */
    private long size(Place place, long offset) {
        long extent = extent(place);
        return offset < extent ? extent : place.size();
    }

    private Places places() {
        if (places == null) {
            places =
                    new Places(functions.values().stream().flatMap(List::stream).toList());
        }
        return places;
    }

    private List<Long> find(String name, Predicate<Place> condition) {
        return functions.getOrDefault(name, List.of()).stream()
                .filter(condition)
                .map(Place::start)
                .distinct()
                .toList();
    }

    private long extent(Place function) {
        int next = Arrays.binarySearch(starts, function.start()) + 1;
        return next < starts.length ? starts[next] - function.start() : function.size();
    }
}
