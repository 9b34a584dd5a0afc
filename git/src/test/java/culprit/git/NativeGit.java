package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The installed git on one directory, without any configuration of the user's or the machine's. */
public final class NativeGit {
    private final Path directory;

    /** Commands run in this directory. */
    public NativeGit(Path directory) {
        this.directory = directory;
    }

    /** What a command said, one character per byte. */
    public record Answer(int status, String out, String err) {}

    /** Skips the test if there is no git. */
    public static void assumePresent() {
        boolean present;
        try {
            present = new ProcessBuilder("git", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            present = false;
        }
        assumeTrue(present, "no git on the path to compare with");
    }

    /** The level of the installed git. */
    public static Level level() {
        String[] version = new NativeGit(Path.of(".")).run("version").split("[ .]", 5);
        return Level.ofGit(Integer.parseInt(version[2]), Integer.parseInt(version[3]));
    }

    /** Makes a repository, and skips the test if there is no git. */
    public static NativeGit init(Path directory) throws IOException {
        assumePresent();
        Files.createDirectories(directory);
        NativeGit git = new NativeGit(directory);
        git.run("init", "-q", "-b", "main");
        return git;
    }

    /** Output of a command that must succeed, without the last line end. */
    public String run(String... arguments) {
        return feed(new byte[0], arguments);
    }

    /** What a command that must succeed says on both its outputs, as it stands; text is UTF-8. */
    public String say(String... arguments) {
        Answer answer = tell(arguments);
        assertThat(answer.status)
                .as("git %s: %s", String.join(" ", arguments), answer.err)
                .isZero();
        return new String((answer.out + answer.err).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** As {@link #run}, with standard input. */
    String feed(byte[] stdin, String... arguments) {
        Answer answer = answer(stdin, arguments);
        assertThat(answer.status)
                .as("git %s: %s", String.join(" ", arguments), answer.err)
                .isZero();
        return answer.out.stripTrailing();
    }

    /** Whatever a command says. */
    public Answer tell(String... arguments) {
        return answer(new byte[0], arguments);
    }

    private Answer answer(byte[] stdin, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("git", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.redirectError(errors.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("GIT_"));
            environment.putAll(Map.of(
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "HOME", directory.toString(),
                    "LC_ALL", "C",
                    "GIT_AUTHOR_NAME", "A U Thor",
                    "GIT_AUTHOR_EMAIL", "author@example.org",
                    "GIT_COMMITTER_NAME", "C O Mitter",
                    "GIT_COMMITTER_EMAIL", "committer@example.org"));
            Process process = builder.start();
            try (var input = process.getOutputStream()) {
                input.write(stdin);
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = process.waitFor();
            String err = Files.readString(errors, StandardCharsets.ISO_8859_1);
            Files.delete(errors);
            return new Answer(status, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
