package culprit.driver.doctor;

import culprit.driver.procedure.InfraException;
import culprit.vm.Commands;
import culprit.vm.HostCapacity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines this machine. */
public final class Doctor {
    private Doctor() {}

    /**
     * What a bisection is going to be made with.
     *
     * @param qemu the QEMU program
     * @param compiler the C compiler
     * @param guestMemory of a guest, in MiB
     * @param cache where work directories and the answers of the probes go
     * @param repository that is going to be bisected
     */
    public record Plan(String qemu, String compiler, int guestMemory, Path cache, Optional<Path> repository) {}

    /**
     * Looks at everything, for some seconds.
     *
     * @throws InfraException when not even a temporary file can be written
     */
    public static List<Finding> examine(Plan plan) throws InfraException, InterruptedException {
        try (Commands commands = new Commands()) {
            Path directory = Files.createTempDirectory("culprit-doctor");
            try {
                return examine(plan, commands, new ProgramCheck(new Inquiry(commands, directory)));
            } finally {
                delete(directory);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InfraException("cannot write temporary files: " + e, e);
        }
    }

    private static List<Finding> examine(Plan plan, Commands commands, ProgramCheck programs)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Finding qemu = programs.qemu(plan.qemu());
        findings.add(qemu);
        findings.add(
                qemu.level() == Finding.Level.PROBLEM
                        ? Finding.warning("kvm", "KVM cannot be tried without QEMU", "")
                        : KvmCheck.of(commands, plan.cache().resolve("accelerator.txt"), plan.qemu()));
        if (qemu.level() != Finding.Level.PROBLEM) {
            findings.addAll(SpeedCheck.of(commands, plan.cache(), plan.qemu()));
        }
        findings.addAll(programs.compiler(plan.compiler()));
        findings.addAll(programs.tools());
        findings.add(programs.busybox());
        findings.addAll(programs.transport());
        findings.add(RoomCheck.disk(plan.cache()));
        findings.add(RoomCheck.memory(HostCapacity.present(), plan.guestMemory()));
        plan.repository().map(RepositoryCheck::of).ifPresent(findings::add);
        return List.copyOf(findings);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
