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
 * <p>The rules are syzbot's since July 2020, but for three things: an address is named once, failures are said, and the
 * script is not asked to look through the history, for it does that only in a git work tree.
 */
public final class Maintainers {
    private static final String SCRIPT = "scripts/get_maintainer.pl";

    /** People named by the commit who suffice. */
    private static final int ENOUGH = 3;

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
            Optional<Path> answer = patch.isEmpty()
                    ? patch
                    : output(
                            "maintainers.txt",
                            List.of(
                                    "perl",
                                    SCRIPT,
                                    "--git-min-percent=20",
                                    patch.get().toString()),
                            places.tree);
            return answer.isEmpty()
                    ? named
                    : merged(named, Files.readAllLines(answer.get(), StandardCharsets.ISO_8859_1));
        } catch (MachineException | IOException e) {
            failures.accept("no maintainers are named: " + e.getMessage());
            return named;
        }
    }

    private Optional<Path> output(String name, List<String> arguments, Path directory)
            throws MachineException, IOException, InterruptedException {
        String program = arguments.get(0).equals("perl") ? SCRIPT : String.join(" ", arguments);
        for (Duration allowed : List.of(limit, limit.multipliedBy(PATIENCE))) {
            Path output = places.scratch.toAbsolutePath().resolve(name);
            Files.deleteIfExists(output);
            Commands.Finished finished = commands.run(new Command(arguments, directory, Map.of(), output), allowed);
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
