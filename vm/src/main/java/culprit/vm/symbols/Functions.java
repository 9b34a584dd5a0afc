package culprit.vm.symbols;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSection;
import net.fornwall.jelf.ElfSectionHeader;

/** Tells which functions a kernel has. */
public final class Functions {
    /** Names in debug information: of functions, whether inlined or not, and of all else. */
    private static final String NAMES = ".debug_str";

    /** Of a section that is compressed (System V ABI, ELF section flags). */
    private static final long COMPRESSED = 0x800;

    private final SymbolTable symbols;
    private final Optional<ByteBuffer> names;

    /** Whether a function is in a kernel. */
    public enum Presence {
        PRESENT,
        ABSENT,
        /** It has no code of its own, and without debug information nobody knows where it was inlined. */
        UNKNOWN
    }

    private Functions(SymbolTable symbols, Optional<ByteBuffer> names) {
        this.symbols = symbols;
        this.names = names;
    }

    /**
     * Those of a vmlinux, which must stay as it is.
     *
     * @throws IOException when it cannot be read or is not an ELF file
     */
    public static Functions of(Path vmlinux) throws IOException {
        SymbolTable symbols = SymbolTable.of(vmlinux);
        try (FileChannel file = FileChannel.open(vmlinux, StandardOpenOption.READ)) {
            ByteBuffer bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            ElfSection section = ElfFile.from(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()))
                    .firstSectionByName(NAMES);
            return new Functions(symbols, Optional.ofNullable(section).flatMap(names -> content(names.header, bytes)));
        } catch (ElfException e) {
            throw new IOException(vmlinux + " is not an ELF file: " + e.getMessage(), e);
        }
    }

    private static Optional<ByteBuffer> content(ElfSectionHeader section, ByteBuffer file) {
        return (section.sh_flags & COMPRESSED) != 0
                ? Optional.empty()
                : Optional.of(file.slice((int) section.sh_offset, (int) section.sh_size));
    }

    /**
     * Whether there is a function. Compilers make variants of functions, whose names have a suffix: {@code
     * pipe_ioctl.isra.0}, {@code pipe_ioctl.cold}. They count as the function, in the question and in the kernel. A function
     * that is inlined wherever it is called counts as well; anything of that name in the debug information is taken for
     * it, as only {@link Presence#ABSENT} must be beyond doubt.
     */
    public Presence presence(String name) {
        int suffix = name.indexOf('.', 1);
        String function = suffix < 0 ? name : name.substring(0, suffix);
        if (symbols.has(function)) {
            return Presence.PRESENT;
        }
        return names.map(all -> contains(all, function) ? Presence.PRESENT : Presence.ABSENT)
                .orElse(Presence.UNKNOWN);
    }

    /** Linkers may keep a name as the end of another one, so only its end is looked for. */
    private static boolean contains(ByteBuffer names, String name) {
        byte[] wanted = (name + "\0").getBytes(StandardCharsets.ISO_8859_1);
        for (int start = 0; start <= names.limit() - wanted.length; start++) {
            int matched = 0;
            while (matched < wanted.length && names.get(start + matched) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
