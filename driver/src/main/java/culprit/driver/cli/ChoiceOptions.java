package culprit.driver.cli;

import culprit.driver.GitVersion;
import culprit.driver.procedure.UsageException;
import culprit.git.Level;
import picocli.CommandLine.Option;

/** How the next revision is chosen. */
final class ChoiceOptions {
    private static final String AUTO = "auto";
    /** What {@link Level#STAT_EXACT} is a name for. */
    private static final String DEFAULT_LEVEL = "2.29";

    @Option(
            names = "--level",
            paramLabel = "VERSION",
            defaultValue = DEFAULT_LEVEL,
            description = "Choose and speak as this version of git, such as 2.21, 2.29, 2.39, 2.47 or 2.55; auto is the"
                    + " one that is installed [${DEFAULT-VALUE}].")
    private String level = DEFAULT_LEVEL;

    @Option(names = "--first-parent", description = "Of a merge, search the first parent's side only.")
    private boolean firstParent;

    boolean firstParent() {
        return firstParent;
    }

    Level level() throws UsageException, InterruptedException {
        if (level.equals(AUTO)) {
            return GitVersion.installed()
                    .map(version -> Level.ofGit(version.major(), version.minor()))
                    .orElse(Level.STAT_EXACT);
        }
        return GitVersion.parse(level)
                .map(version -> Level.ofGit(version.major(), version.minor()))
                .orElseThrow(() -> new UsageException("--level: \"" + level
                        + "\" is no version of git: say auto, or a version such as " + DEFAULT_LEVEL));
    }
}
