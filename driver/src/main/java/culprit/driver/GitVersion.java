package culprit.driver;

import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of git as far as it matters: 2.39 of 2.39.5. */
public record GitVersion(int major, int minor) {
    private static final Pattern VERSION = Pattern.compile("(?:git version )?(\\d{1,6})\\.(\\d{1,6})(?:[ .-].*)?");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Reads "2.39", "2.39.5" or what {@code git --version} prints; empty if it is none of these. */
    public static Optional<GitVersion> parse(String text) {
        Matcher version = VERSION.matcher(text.strip());
        return version.matches()
                ? Optional.of(new GitVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))))
                : Optional.empty();
    }

    /** The version of the git on the search path; empty if there is none that tells. */
    public static Optional<GitVersion> installed() throws InterruptedException {
        if (Commands.find("git").isEmpty()) {
            return Optional.empty();
        }
        try (Commands commands = new Commands()) {
            Path output = Files.createTempFile("culprit", ".git-version");
            try {
                commands.run(new Command(List.of("git", "--version"), Path.of("."), Map.of(), output), LIMIT);
                return parse(Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(output);
            }
        } catch (IOException | MachineException e) {
            return Optional.empty();
        }
    }
}
