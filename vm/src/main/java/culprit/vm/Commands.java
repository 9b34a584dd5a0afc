package culprit.vm;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Starts every process of the program, and sees to it that none survives.
 *
 * <ul>
 *   <li>Each child leads a session of its own: Ctrl-C on the terminal does not reach it, and its whole tree (make, its
 *       sub-makes, the compilers) is one process group.
 *   <li>Each group has a guard that listens on a pipe which this program holds open. At the end of the pipe it ends the
 *       group: so nothing survives this program, not even its kill -9. A death signal (prctl(2), PR_SET_PDEATHSIG) would
 *       reach the leader only, and depends on the thread that started it. A command that this program converses with
 *       has none, but ends with its input.
 *   <li>A command that makes files is terminated before it is killed: make then removes what is half made, which would
 *       pass for finished in the next build. One whose output is read makes none, and is killed at once: a QEMU that is
 *       stopped or hangs would outlive its termination.
 * </ul>
 */
public final class Commands implements AutoCloseable {
    private static final List<String> KEPT_ENVIRONMENT = List.of("PATH", "HOME", "TMPDIR");

    /** For a terminated command to remove what it has half made. */
    private static final int SECONDS_TO_CLEAN_UP = 2;

    /**
     * Starts the guard, whose pipe is standard input, and becomes the command, whose standard input is empty. The guard
     * understands {@link #TERMINATE} and {@link #KILL}. ORPHANED is what it does before it kills a group whose program is
     * gone. The pipe also ends with the command, whose number is {@code $$}:
     * then there is nothing to wait for.
     */
    private static final String GUARDED = """
            exec 3<&0
            (
                trap '' TERM
                if read -r word <&3; then
                    case $word in
                    TERM) kill -s TERM 0; read -r word <&3 ;;
                    esac
                elif kill -s 0 $$; then
                    ORPHANED
                fi 2>/dev/null
                kill -s KILL 0
            ) &
            exec "$@" </dev/null 3<&-
            """;

    private static final String TERMINATE = "TERM\n";
    private static final String KILL = "KILL\n";

    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    /** Finds a program on the search path, or where its name says if that is a path. */
    public static Optional<Path> find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory, program);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * The same, for a program that cannot be done without.
     *
     * @throws MachineException when it is missing
     */
    public static Path require(String program) throws MachineException {
        return find(program)
                .orElseThrow(() -> new MachineException(
                        "the program \"" + program + "\" is not installed (searched the PATH); install it"));
    }

    /** Starts a command with its output going to its file. */
    public Running start(Command command) throws MachineException {
        return start(command, Launch.GUARDED_INTO_FILE);
    }

    /** Starts a command whose standard output the caller reads; only standard error goes to the command's file. */
    public Running startPiped(Command command) throws MachineException {
        return start(command, Launch.GUARDED_INTO_PIPE);
    }

    /**
     * Starts a command that answers on its standard output what the caller writes to its standard input; only standard
     * error goes to the command's file. It has no guard, because its standard input takes the place of the guard's pipe:
     * so it must be a single process which ends with its input.
     */
    public Running converse(Command command) throws MachineException {
        return start(command, Launch.CONVERSING);
    }

    /**
     * Runs a command to its end.
     *
     * @param limit after which the whole process group is terminated, and killed if that is of no avail
     */
    public Finished run(Command command, Duration limit) throws MachineException, InterruptedException {
        try (Running child = start(command)) {
            boolean ended = false;
            try {
                ended = child.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                if (!ended) {
                    child.terminate();
                }
            }
            return ended ? new Finished(child.process().exitValue(), false) : new Finished(Finished.KILLED, true);
        }
    }

    /** Whether a guard listens on standard input, and who gets standard output. */
    private enum Launch {
        GUARDED_INTO_FILE("kill -s TERM 0; sleep " + SECONDS_TO_CLEAN_UP),
        GUARDED_INTO_PIPE(":"),
        CONVERSING("");

        private final String orphaned;

        Launch(String orphaned) {
            this.orphaned = orphaned;
        }

        String script() {
            return GUARDED.replace("ORPHANED", orphaned);
        }
    }

    private Running start(Command command, Launch launch) throws MachineException {
        require(command.program());
        boolean guarded = launch != Launch.CONVERSING;
        boolean merge = launch == Launch.GUARDED_INTO_FILE;
        Redirect file = Redirect.appendTo(command.output().toFile());
        List<String> arguments = new ArrayList<>(List.of("setsid"));
        if (guarded) {
            arguments.addAll(List.of("sh", "-c", launch.script(), "sh"));
        }
        arguments.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(command.directory().toFile())
                .redirectErrorStream(merge)
                .redirectOutput(merge ? file : Redirect.PIPE);
        if (!merge) {
            builder.redirectError(file);
        }
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT_ENVIRONMENT);
        // Messages of compilers are read and shown: they must not be translated.
        environment.put("LC_ALL", "C");
        environment.putAll(command.environment());
        try {
            return new Running(builder.start(), guarded, running);
        } catch (IOException e) {
            throw new MachineException("cannot start \"" + command.program() + "\": " + e, e);
        }
    }

    /** Kills whatever is still running. */
    @Override
    public void close() {
        List.copyOf(running).forEach(Running::close);
    }

    /**
     * How a command ended.
     *
     * @param exitCode the exit code; {@link #KILLED} when the limit ended it
     * @param timedOut whether the limit ended it
     */
    public record Finished(int exitCode, boolean timedOut) {
        static final int KILLED = 137;
    }

    /** A started process; closing it has its process group killed and waits until its leader is gone. */
    public static final class Running implements AutoCloseable {
        private final Process process;
        private final boolean guarded;
        private final Set<Running> registry;

        private Running(Process process, boolean guarded, Set<Running> registry) {
            this.process = process;
            this.guarded = guarded;
            this.registry = registry;
            registry.add(this);
        }

        /** The leader of the group. */
        public Process process() {
            return process;
        }

        private void terminate() throws InterruptedException {
            tellGuard(TERMINATE);
            process.waitFor(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            if (guarded) {
                tellGuard(KILL);
            }
            process.destroyForcibly();
            boolean interrupted = false;
            while (process.isAlive()) {
                try {
                    process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true; // A killed process ends at once: finish the wait, then pass the interrupt on.
                }
            }
            registry.remove(this);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void tellGuard(String word) {
            try {
                process.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
                process.getOutputStream().flush();
            } catch (IOException e) {
                // The guard is gone already, and with it the group.
            }
        }
    }
}
