package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {
    @TempDir
    private Path directory;

    private final Commands commands = new Commands();

    @BeforeEach
    void requirePrograms() {
        Programs.require("setsid");
    }

    @AfterEach
    void close() {
        commands.close();
    }

    private Command shell(String script) {
        return new Command(
                List.of("sh", "-c", script), directory, Map.of("GIVEN", "value"), directory.resolve("output"));
    }

    private Commands.Finished run(String script, Duration limit) throws Exception {
        return commands.run(shell(script), limit);
    }

    /** A tree of processes that are not each other's children any more; every one of them writes its number. */
    private static String tree() {
        return "for i in 1 2 3; do (sh -c 'echo $$ >>pids; exec sleep 600' &) ; done; echo $$ >>pids; "
                + "while [ $(wc -l <pids) -lt 4 ]; do :; done; echo up >ready; exec sleep 600";
    }

    private void assertAllGone() throws Exception {
        for (String pid : Files.readAllLines(directory.resolve("pids"))) {
            CompletableFuture<ProcessHandle> exit = ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
            exit.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void outputAndErrorsGoToTheFileAndTheExitCodeIsKept() throws Exception {
        Commands.Finished finished = run("echo out; echo err >&2; exit 7", Duration.ofSeconds(30));
        assertThat(finished.exitCode()).isEqualTo(7);
        assertThat(finished.timedOut()).isFalse();
        assertThat(Files.readString(directory.resolve("output"))).isEqualTo("out\nerr\n");
    }

    @Test
    void theEnvironmentIsTheCommandsOwn() throws Exception {
        run("env", Duration.ofSeconds(30));
        List<String> names = Files.readAllLines(directory.resolve("output")).stream()
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();
        assertThat(names).contains("GIVEN", "LC_ALL", "PATH");
        assertThat(names).isSubsetOf("GIVEN", "LC_ALL", "PATH", "HOME", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void argumentsAreNotReadByAShell() throws Exception {
        Command command = new Command(
                List.of("echo", "$(touch harm)", ";", "*"), directory, Map.of(), directory.resolve("output"));
        commands.run(command, Duration.ofSeconds(30));
        assertThat(Files.readString(directory.resolve("output"))).isEqualTo("$(touch harm) ; *\n");
        assertThat(directory.resolve("harm")).doesNotExist();
    }

    @Test
    void theLimitKillsTheWholeTree() throws Exception {
        Commands.Finished finished = run(tree(), Duration.ofSeconds(2));
        assertThat(finished.timedOut()).isTrue();
        assertAllGone();
    }

    @Test
    void closingKillsWhatStillRuns() throws Exception {
        commands.start(shell(tree()));
        awaitFile("ready");
        commands.close();
        assertAllGone();
    }

    @Test
    void anInterruptEndsTheWaitAndKillsTheTree() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                run(tree(), Duration.ofMinutes(10));
                end.completeExceptionally(new AssertionError("it ran to its end"));
            } catch (InterruptedException e) {
                end.complete(e);
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        worker.start();
        awaitFile("ready");
        worker.interrupt();
        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertAllGone();
    }

    /** Starts a tree of processes in the directory that is named and never ends it: a program to be killed. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            new Commands()
                    .start(new Command(List.of("sh", "-c", tree()), directory, Map.of(), directory.resolve("output")));
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aKilledProgramTakesItsTreesWithIt() throws Exception {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        awaitFile("ready");
        program.destroyForcibly().waitFor();
        assertAllGone();
    }

    @Test
    void aCommandThatIgnoresItsTerminationIsKilled() throws Exception {
        run("trap '' TERM; echo $$ >>pids; while :; do sleep 1; done", Duration.ofSeconds(1));
        assertAllGone();
    }

    @Test
    void aCommandHasNoStandardInput() throws Exception {
        assertThat(run("cat", Duration.ofSeconds(30)).timedOut()).isFalse();
    }

    @Test
    void theEndOfACommandEndsWhatItLeftBehind() throws Exception {
        run("sh -c 'echo $$ >>pids; exec sleep 600' & while [ ! -s pids ]; do :; done", Duration.ofSeconds(30));
        assertAllGone();
    }

    @Test
    void aConversationIsAnsweredOnStandardOutputAndEndsWhenItIsClosed() throws Exception {
        Command cat = new Command(List.of("cat"), directory, Map.of(), directory.resolve("output"));
        Process process;
        try (Commands.Running running = commands.converse(cat)) {
            process = running.process();
            for (byte[] question : List.of(new byte[] {'a', '\n'}, new byte[] {'b', '\n'})) {
                process.getOutputStream().write(question);
                process.getOutputStream().flush();
                assertThat(process.getInputStream().readNBytes(2)).isEqualTo(question);
            }
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aConversationEndsWithItsInput() throws Exception {
        Command cat = new Command(List.of("cat"), directory, Map.of(), directory.resolve("output"));
        Process process = commands.converse(cat).process();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aMissingProgramIsNamed() {
        Command command = new Command(List.of("no-such-program"), directory, Map.of(), directory.resolve("output"));
        assertThatThrownBy(() -> commands.run(command, Duration.ofSeconds(1)))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("\"no-such-program\" is not installed");
    }

    private void awaitFile(String name) throws IOException {
        while (!Files.exists(directory.resolve(name))) {
            Thread.onSpinWait();
        }
    }
}
