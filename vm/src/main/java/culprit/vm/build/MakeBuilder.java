package culprit.vm.build;

import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.Commands.Finished;
import culprit.vm.Kernel;
import culprit.vm.MachineException;
import culprit.vm.SystemCalls;
import culprit.vm.symbols.DebugInfo;
import culprit.vm.symbols.Symboliser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds x86-64 kernels with make, out of the source tree, in one object directory that make keeps up to date from
 * revision to revision.
 *
 * <p>Builds are reproducible: user, host, time and number of the build are fixed and no local version is derived, so
 * that equal code gives equal {@linkplain KernelSignature signatures} (kernel documentation, kbuild/reproducible-builds).
 */
public final class MakeBuilder implements KernelBuilder {
    private static final Map<String, String> REPRODUCIBLE = Map.of(
            "KBUILD_BUILD_TIMESTAMP", "2020-01-01 00:00:00 +0000",
            "KBUILD_BUILD_USER", "culprit",
            "KBUILD_BUILD_HOST", "culprit",
            "KBUILD_BUILD_VERSION", "0",
            // Set but empty: scripts/setlocalversion then adds no "+" either.
            "LOCALVERSION", "");

    /** Below this the failure of a build is the disk's, whatever make says, in MiB. */
    private static final long FULL_DISK = 64;

    /** What Kbuild makes of the table of system calls in the source, whatever the configuration. */
    private static final String SYSTEM_CALLS = "arch/x86/include/generated/uapi/asm/unistd_64.h";

    private final Commands commands;
    private final Path objects;
    private final Toolchain toolchain;

    /**
     * How to build.
     *
     * @param compiler value of make's {@code CC}
     * @param jobs compilers at work at once, at least 1
     * @param limit of one make, after which all of it is killed and the revision counts as not buildable
     */
    public record Toolchain(String compiler, int jobs, Duration limit) {}

    /** Uses (and creates) the object directory; nobody else may use it at the same time. */
    public MakeBuilder(Commands commands, Path objects, Toolchain toolchain) {
        this.commands = commands;
        this.objects = objects.toAbsolutePath();
        this.toolchain = toolchain;
    }

    @Override
    public String compiler() throws MachineException, InterruptedException {
        Path answer = objects.resolve("compiler.txt");
        try {
            Files.createDirectories(objects);
            Files.deleteIfExists(answer);
            Finished finished = commands.run(
                    new Command(List.of(toolchain.compiler(), "--version"), objects, Map.of(), answer),
                    Duration.ofSeconds(30));
            String text = Files.readString(answer, StandardCharsets.ISO_8859_1);
            if (finished.exitCode() != 0 || text.isBlank()) {
                throw new MachineException("\"" + toolchain.compiler() + " --version\" failed with exit code "
                        + finished.exitCode() + "; is it a compiler?");
            }
            return text.lines().findFirst().orElseThrow().strip();
        } catch (IOException e) {
            throw new MachineException("cannot write " + answer + ": " + e, e);
        }
    }

    @Override
    public BuildResult build(BuildRequest request) throws MachineException, InterruptedException {
        long begin = System.nanoTime();
        try {
            Files.createDirectories(objects);
            Files.createDirectories(request.image().getParent());
            Files.createDirectories(request.output().getParent());
            Files.deleteIfExists(request.output());
            Files.deleteIfExists(owner());
            // The user's own file each time: an answer that olddefconfig gave at one revision must not leak into the
            // next.
            Files.copy(request.kconfig(), objects.resolve(".config"), StandardCopyOption.REPLACE_EXISTING);
            for (List<String> targets : List.of(List.of("olddefconfig"), List.of("vmlinux", "bzImage"))) {
                Finished finished = make(request, targets);
                if (finished.exitCode() != 0) {
                    return failure(request, targets, finished, since(begin));
                }
            }
            keep(objects.resolve("arch/x86/boot/bzImage"), request.image());
            String signature = KernelSignature.of(vmlinux());
            Files.writeString(owner(), request.image().toString());
            return BuildResult.built(kernel(request, signature), request.output(), since(begin));
        } catch (IOException e) {
            throw new MachineException(
                    "cannot keep the build of " + request.source() + " in " + objects + ": " + e
                            + "; is the disk full? " + usableMebibytes() + " MiB are free",
                    e);
        }
    }

    @Override
    public Kernel kernel(BuildRequest request, String signature) {
        return new Kernel(request.image(), ownVmlinux(request), signature);
    }

    @Override
    public Map<String, Compiled> compiled(BuildRequest request, Collection<String> files) throws MachineException {
        if (ownVmlinux(request).isEmpty()) {
            Map<String, Compiled> unknown = new LinkedHashMap<>();
            files.forEach(file -> unknown.put(file, Compiled.UNKNOWN));
            return unknown;
        }
        try {
            return KbuildFiles.of(objects, request.source(), files);
        } catch (IOException | UncheckedIOException e) {
            throw new MachineException("cannot read what was built in " + objects + ": " + e, e);
        }
    }

    @Override
    public Set<Integer> systemCalls(BuildRequest request) throws MachineException {
        Path header = objects.resolve(SYSTEM_CALLS);
        try {
            return ownVmlinux(request).isPresent() && Files.exists(header)
                    ? SystemCalls.in(header).keySet()
                    : Set.of();
        } catch (IOException | UncheckedIOException e) {
            throw new MachineException("cannot read " + header + ": " + e, e);
        }
    }

    @Override
    public Symboliser symboliser(BuildRequest request) {
        return new Symboliser(commands, debugInfo(request));
    }

    private Optional<DebugInfo> debugInfo(BuildRequest request) {
        return ownVmlinux(request).map(vmlinux -> new DebugInfo(vmlinux, List.of(request.source())));
    }

    /**
     * The vmlinux stays where make left it, up to the next build: with debug information it has hundreds of MB, too much
     * to keep for each kernel, and a kernel is tested right after its build.
     */
    private Optional<Path> ownVmlinux(BuildRequest request) {
        try {
            return Files.exists(owner())
                            && Files.readString(owner()).equals(request.image().toString())
                    ? Optional.of(vmlinux())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // What cannot be read says of no kernel that vmlinux is its own.
        }
    }

    private Path vmlinux() {
        return objects.resolve("vmlinux");
    }

    /** Says which image was made of vmlinux; missing while make is at work on it. */
    private Path owner() {
        return objects.resolve("vmlinux.image");
    }

    /** Whatever happens meanwhile: what is found at {@code image} later is a whole kernel. */
    private static void keep(Path built, Path image) throws IOException {
        Path unfinished = image.resolveSibling(image.getFileName() + ".new");
        Files.copy(built, unfinished, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(image.toAbsolutePath().getParent())) {
            directory.force(true); // The name, too, must be there when the power fails.
        }
    }

    private Finished make(BuildRequest request, List<String> targets) throws MachineException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "make",
                "-C",
                request.source().toAbsolutePath().toString(),
                "O=" + objects,
                "CC=" + toolchain.compiler(),
                "-j" + toolchain.jobs()));
        arguments.addAll(targets);
        return commands.run(new Command(arguments, objects, REPRODUCIBLE, request.output()), toolchain.limit());
    }

    private BuildResult failure(BuildRequest request, List<String> targets, Finished finished, Duration elapsed)
            throws MachineException, IOException {
        if (finished.timedOut()) {
            String limit = toolchain.limit().toSeconds() + " s";
            return BuildResult.failed(
                    "make " + String.join(" ", targets) + " was killed at its limit of " + limit,
                    request.output(),
                    elapsed);
        }
        if (usableMebibytes() < FULL_DISK) {
            throw new MachineException("the disk that holds " + objects + " is full (" + usableMebibytes()
                    + " MiB free): make room and start again; objects built so far are kept");
        }
        BuildErrors errors = BuildErrors.in(request.output(), request.source());
        if (errors.machine().isPresent()) {
            throw new MachineException("make failed because of this machine, not because of the source: "
                    + errors.machine().get() + " (" + request.output() + ")");
        }
        String fallback = "make " + String.join(" ", targets) + ": exit status " + finished.exitCode();
        return BuildResult.failed(errors.first().orElse(fallback), request.output(), elapsed);
    }

    private long usableMebibytes() {
        return objects.toFile().getUsableSpace() >> 20;
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
