package culprit.vm.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSectionHeader;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Names what a kernel does, not how it was built: the SHA-256 of the SHA-256 values of all sections of vmlinux that are
 * allocated and have data, in file order. Notes (build id) and debug information do not count, so that a commit which
 * changes only comments gives its parent's signature. The rule is syzkaller's since June 2022.
 */
public final class KernelSignature {
    private KernelSignature() {}

    /**
     * The signature as 64 lower-case hexadecimal digits.
     *
     * @throws IOException when the file cannot be read or is not an ELF file
     */
    public static String of(Path vmlinux) throws IOException {
        try (FileChannel file = FileChannel.open(vmlinux, StandardOpenOption.READ)) {
            var bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            ElfFile elf = ElfFile.from(bytes.duplicate());
            MessageDigest whole = DigestUtils.getSha256Digest();
            for (int index = 0; index < elf.e_shnum; index++) {
                ElfSectionHeader section = elf.getSection(index).header;
                boolean allocated = (section.sh_flags & ElfSectionHeader.FLAG_ALLOC) != 0;
                boolean hasData = section.sh_type != ElfSectionHeader.SHT_NOBITS;
                if (allocated && hasData && section.sh_type != ElfSectionHeader.SHT_NOTE) {
                    MessageDigest one = DigestUtils.getSha256Digest();
                    one.update(bytes.slice((int) section.sh_offset, (int) section.sh_size));
                    whole.update(one.digest());
                }
            }
            return HexFormat.of().formatHex(whole.digest());
        } catch (ElfException e) {
            throw new IOException(vmlinux + " is not an ELF file: " + e.getMessage(), e);
        }
    }
}
