package culprit.vm.build;

import culprit.vm.Kernel;
import culprit.vm.MachineException;
import culprit.vm.symbols.Symboliser;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Turns source trees into kernels, one at a time. */
public interface KernelBuilder {
    /**
     * The compiler as it introduces itself: the first line of {@code --version}.
     *
     * @throws MachineException when it cannot be run
     */
    String compiler() throws MachineException, InterruptedException;

    /**
     * Builds one tree. Object files of earlier builds are used where make finds them up to date.
     *
     * @throws MachineException when this machine, not the source, is to blame: disk full, program missing
     */
    BuildResult build(BuildRequest request) throws MachineException, InterruptedException;

    /**
     * A kernel that was built: with its vmlinux if it is that of the last build, else with its image alone.
     *
     * @param signature what its build gave
     */
    Kernel kernel(BuildRequest request, String signature);

    /**
     * Which files are part of a kernel that was built. Only of the last build this is known: for others, and for one
     * that failed, nothing is.
     *
     * @param files paths relative to the top of the source tree, one character per byte
     * @return an answer for each file, in their order
     * @throws MachineException when the records of the build cannot be read
     */
    Map<String, Compiled> compiled(BuildRequest request, Collection<String> files) throws MachineException;

    /**
     * The numbers of the system calls that the source of a kernel has. Which of them are in the kernel is up to its
     * configuration.
     *
     * @return nothing where that is not known, as of all builds but the last one
     * @throws MachineException when what the build left behind cannot be read
     */
    Set<Integer> systemCalls(BuildRequest request) throws MachineException;

    /**
     * What adds lines of source to the reports of a kernel that was built. Only the last build can be looked into: for
     * others, reports stay as they are. It must be closed before the next build.
     */
    Symboliser symboliser(BuildRequest request);
}
