package culprit.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;

/** Says of a repository from which something could not be read what is broken, and what to do about it. */
final class Damage {
    private static final Pattern ID = Pattern.compile("\\b([0-9a-f]{2})([0-9a-f]{38})\\b");

    private final Repository repository;

    Damage(Repository repository) {
        this.repository = repository;
    }

    /** A failure to read, with the way out. */
    HistoryException unreadable(IOException cause) {
        if (cause instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            return new HistoryException("interrupted while reading the repository " + place(), cause);
        }
        return new HistoryException("cannot read the repository " + place() + ": " + explained(cause), cause);
    }

    /** What a failure to read says, with the way out. */
    String explained(Throwable failure) {
        Optional<MissingObjectException> missing = missing(failure);
        String what = missing.map(lost -> "object " + lost.getObjectId().name() + " is missing")
                .orElseGet(() -> inWords(failure));
        Optional<String> visible = visible();
        if (visible.isPresent()) {
            return what + "; " + visible.get();
        }
        String fetch = "git -C " + place() + " fetch --refetch";
        if (missing.isEmpty()) {
            return what
                    + looseFile(what)
                            .map(file -> ": delete " + file + " and fetch it again with: " + fetch)
                            .orElse(": copy it from another clone, or clone anew")
                    + "; git fsck tells what is damaged";
        }
        return what
                + promisor()
                        .map(remote -> ": this is a partial clone, fetch what was left out with: " + fetch
                                + " --no-filter " + remote)
                        .orElse(": fetch it again with: " + fetch + "; git fsck tells what else is missing");
    }

    /** The file of the object that a message names, if it has one of its own. */
    private Optional<Path> looseFile(String message) {
        Matcher id = ID.matcher(message);
        Path objects = repository.getCommonDirectory().toPath().resolve("objects");
        return id.find()
                ? Optional.of(objects.resolve(id.group(1)).resolve(id.group(2))).filter(Files::exists)
                : Optional.empty();
    }

    /** The message of a failure, or of what lies below it where that only passes it on. */
    static String inWords(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean passesOn = failure instanceof ExecutionException
                || (cause != null && cause.toString().equals(failure.getMessage()));
        if (passesOn && cause != null) {
            return inWords(cause);
        }
        String message = failure.getMessage();
        return message == null || !message.contains(" ") ? failure.toString() : message;
    }

    private static Optional<MissingObjectException> missing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingObjectException missing) {
                return Optional.of(missing);
            }
        }
        return Optional.empty();
    }

    /** Damage that makes objects missing and can be seen from the files; empty if there is none. */
    Optional<String> visible() {
        try {
            for (Path directory : ObjectDirectories.of(repository)) {
                if (!Files.isDirectory(directory)) {
                    return Optional.of("objects are borrowed from " + directory
                            + ", which is no directory: put it back, or" + " correct the file objects/info/alternates");
                }
                Optional<String> found = unreadable(directory).or(() -> PackCheck.complaint(directory));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot tell where objects are borrowed from: " + e);
        }
    }

    private static Optional<String> unreadable(Path objects) {
        List<Path> needed = new ArrayList<>(List.of(objects, objects.resolve("pack")));
        for (int first = 0; first < 256; first++) {
            needed.add(objects.resolve(String.format(Locale.ROOT, "%02x", first)));
        }
        return needed.stream()
                .filter(path -> Files.exists(path) && !Files.isReadable(path))
                .findFirst()
                .map(path -> "no permission to read " + path + ": get it with chmod, or use a clone of your own");
    }

    /** The remote that was to hand over later what a partial clone left out; empty for a clone of everything. */
    private Optional<String> promisor() {
        Config config = repository.getConfig();
        return config.getSubsections("remote").stream()
                .filter(remote -> config.getBoolean("remote", remote, "promisor", false)
                        || config.getString("remote", remote, "partialclonefilter") != null)
                .findFirst();
    }

    private Path place() {
        return RepositoryOpener.place(repository);
    }
}
