package culprit.vm;

import java.io.IOException;
import java.nio.file.Path;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSegment;

/** Programs that need no library, and so can run in a guest that has none. */
public final class StaticExecutable {
    private StaticExecutable() {}

    /**
     * Whether a program is one of them.
     *
     * @throws MachineException when it is no program of this system
     */
    public static boolean is(Path program) throws IOException, MachineException {
        try {
            return ElfFile.from(program).segmentsOfType(ElfSegment.PT_INTERP).isEmpty();
        } catch (ElfException e) {
            throw new MachineException(program + " is not an executable of this system: " + e.getMessage(), e);
        }
    }
}
