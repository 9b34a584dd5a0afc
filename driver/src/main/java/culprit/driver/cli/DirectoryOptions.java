package culprit.driver.cli;

import culprit.driver.procedure.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which bisection is meant: its work directory, or what {@code culprit bisect} was given and derives it from. */
final class DirectoryOptions {
    @Option(
            names = {"-C", "--workdir"},
            paramLabel = "DIR",
            description = "The work directory of the bisection.")
    private @Nullable Path workDirectory;

    @Option(names = "--repo", paramLabel = "DIR", description = "As for culprit bisect, where no -C was given either.")
    private @Nullable Path repository;

    @Option(names = "--bad", paramLabel = "REV", description = "As for culprit bisect, if it was given there.")
    private @Nullable String bad;

    /** The work directory; the settings file is one of {@code culprit bisect}. */
    Path directory(@Nullable Path settings) throws UsageException {
        if (workDirectory == null && repository == null && settings == null) {
            throw new UsageException("which bisection? Name its work directory with -C, or give --repo, --bad or the"
                    + " settings file as for culprit bisect");
        }
        List<String> arguments = new ArrayList<>();
        add(arguments, "--workdir", workDirectory);
        add(arguments, "--repo", repository);
        add(arguments, "--bad", bad);
        return BisectCommand.directory(settings, arguments);
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option + "=" + value);
        }
    }
}
