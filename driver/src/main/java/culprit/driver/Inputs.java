package culprit.driver;

import culprit.git.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What the answer of a bisection depends on, as lines of text: two bisections with equal lines are the same one. */
record Inputs(List<String> lines) {
    Inputs {
        lines = List.copyOf(lines);
    }

    static Inputs of(Settings settings, Plan plan) throws UsageException {
        return new Inputs(List.of(
                "bad " + plan.bad().id(),
                "good " + plan.goods().stream().map(Commit::id).sorted().collect(Collectors.joining(" ")),
                "reproducer " + digest(settings.source().reproducer()),
                "kconfig " + digest(settings.kernels().kconfig()),
                "compiler " + settings.kernels().compiler(),
                "runs " + plan.runs(),
                "cpus " + settings.guests().cpus(),
                "run-limit " + settings.guests().runLimit().toSeconds() + "s"));
    }

    private static String digest(Path file) throws UsageException {
        try {
            byte[] content = Files.readAllBytes(file);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
