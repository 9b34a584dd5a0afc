package culprit.driver;

import culprit.driver.procedure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where in a work directory that is which every command needs. */
record Layout(Path root) {

    /** Of the directory with this name. */
    static Layout of(Path directory) {
        return new Layout(directory.toAbsolutePath().normalize());
    }

    /** The same, if it holds a bisection. */
    static Layout ofBisection(Path directory) throws UsageException {
        Layout layout = of(directory);
        if (!Files.isRegularFile(layout.journal()) || !Files.isRegularFile(layout.inputs())) {
            throw new UsageException(
                    "no bisection in " + layout.root() + " (" + layout.journal().getFileName() + " or "
                            + layout.inputs().getFileName() + " is missing): name its work directory with -C");
        }
        return layout;
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path journal() {
        return root.resolve("events.jsonl");
    }

    Path log() {
        return root.resolve("bisect.log");
    }

    Path gitLog() {
        return root.resolve("git-bisect.log");
    }

    Path inputs() {
        return root.resolve("inputs.txt");
    }

    Path exitCode() {
        return root.resolve("exit-code.txt");
    }
}
