package culprit.driver;

import culprit.git.Recipients;
import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Asks the kernel's own script for those who maintain what a commit changes, where the commit itself names too few people.
 *
 * <p>The rules are syzbot's since July 2020, but for two things: an address is named once, and failures are said.
 */
public final class Maintainers {
    private static final String SCRIPT = "scripts/get_maintainer.pl";

    /** People named by the commit who suffice. */
    private static final int ENOUGH = 3;

    /** git must not refresh the index of the user's repository by the way. */
    private static final Map<String, String> READ_ONLY = Map.of("GIT_OPTIONAL_LOCKS", "0");

    /** How much longer a second attempt may take. */
    private static final int PATIENCE = 5;

    /**
     * Directories that the script is run with.
     *
     * @param repository has the commit
     * @param tree a checkout of any commit near it, which has the script
     * @param scratch takes the patch and the answer
     */
    public record Places(Path repository, Path tree, Path scratch) {}

    private final Commands commands;
    private final Places places;
    private final Duration limit;
    private final Consumer<String> failures;

    /**
     * Prepares to ask.
     *
     * @param limit for an attempt; the second and last one may take five times as long
     * @param failures is told, in a sentence, why the script gave no answer
     */
    public Maintainers(Commands commands, Places places, Duration limit, Consumer<String> failures) {
        this.commands = commands;
        this.places = places;
        this.limit = limit;
        this.failures = failures;
    }

    /**
     * Those to tell about a commit.
     *
     * @param named those whom the commit itself names; they stay, and are all there is if the script fails or the tree has
     *     none
     */
    public Recipients of(String commit, Recipients named) throws InterruptedException {
        if (named.to().size() >= ENOUGH || !Files.exists(places.tree.resolve(SCRIPT))) {
            return named;
        }
        try {
            Optional<Path> patch = output("culprit.patch", List.of("git", "show", commit), places.repository);
            Optional<Path> history =
                    output("git-dir.txt", List.of("git", "rev-parse", "--absolute-git-dir"), places.repository);
            if (patch.isEmpty() || history.isEmpty()) {
                return named;
            }
            try (MaintainersTree tree =
                    MaintainersTree.make(places, Files.readString(history.get()).strip())) {
                return merged(named, answer(patch.get(), tree.directory()));
            }
        } catch (MachineException | IOException e) {
            failures.accept("no maintainers are named: " + e.getMessage());
            return named;
        }
    }

    /** The script's lines; where they name too few people, those that it finds by whose lines were changed. */
    private List<String> answer(Path patch, Path tree) throws MachineException, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("perl", SCRIPT, "--git-min-percent=20", patch.toString()));
        List<String> plain = lines(output("maintainers.txt", arguments, tree));
        if (plain.isEmpty()
                || plain.stream()
                                .map(MaintainerLine::parse)
                                .filter(Optional::isPresent)
                                .count()
                        >= ENOUGH) {
            return plain;
        }
        arguments.add("--git-blame");
        List<String> blamed = lines(output("maintainers-blame.txt", arguments, tree));
        return blamed.isEmpty() ? plain : blamed;
    }

    private static List<String> lines(Optional<Path> output) throws IOException {
        return output.isEmpty() ? List.of() : Files.readAllLines(output.get(), StandardCharsets.ISO_8859_1);
    }

    private Optional<Path> output(String name, List<String> arguments, Path directory)
            throws MachineException, IOException, InterruptedException {
        String program = arguments.get(0).equals("perl") ? SCRIPT : String.join(" ", arguments);
        for (Duration allowed : List.of(limit, limit.multipliedBy(PATIENCE))) {
            Path output = places.scratch.toAbsolutePath().resolve(name);
            Files.deleteIfExists(output);
            Commands.Finished finished = commands.run(new Command(arguments, directory, READ_ONLY, output), allowed);
            if (!finished.timedOut() && finished.exitCode() == 0) {
                return Optional.of(output);
            }
            if (!finished.timedOut()) {
                failures.accept("no maintainers are named: " + program + " ended with exit code " + finished.exitCode()
                        + "; what it said is in " + output);
                return Optional.empty();
            }
            failures.accept(program + " took more than " + allowed.toMillis() / 1000.0 + " s");
        }
        failures.accept("no maintainers are named");
        return Optional.empty();
    }

    /** Told outweighs in copy. */
    static Recipients merged(Recipients named, List<String> answer) {
        List<MaintainerLine> lines = answer.stream()
                .map(MaintainerLine::parse)
                .flatMap(Optional::stream)
                .toList();
        boolean anyList = lines.stream().anyMatch(line -> line.isList() && !line.isForEverything());
        TreeSet<String> told = new TreeSet<>(named.to());
        TreeSet<String> copied = new TreeSet<>(named.copied());
        for (MaintainerLine line : lines) {
            boolean isTold = line.isForEverything() ? !anyList : line.isTold();
            (isTold ? told : copied).add(line.address());
        }
        copied.removeAll(told);
        return new Recipients(new ArrayList<>(told), new ArrayList<>(copied));
    }
}
