package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Opens repositories for reading, and says of those that cannot serve what to do about it. */
final class RepositoryOpener {
    private static final String LINK = "gitdir: ";

    private RepositoryOpener() {}

    /** Opens the repository of a work tree, of its ".git" directory, or one without a work tree. */
    static Repository open(Path place) throws BadInputException, HistoryException {
        QuietSystem.install();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        try {
            if (Files.isRegularFile(place.resolve(Constants.HEAD)) && Files.isDirectory(place.resolve("objects"))) {
                builder.setGitDir(place.toFile());
            } else {
                refuseBrokenLink(place);
                builder.setWorkTree(place.toFile());
            }
            Repository repository = builder.build();
            try {
                refuseUnusable(repository, place);
                return repository;
            } catch (BadInputException | IOException e) {
                repository.close();
                throw e;
            }
        } catch (RepositoryNotFoundException e) {
            refuseUnreadable(place);
            throw new BadInputException("no git repository at " + place
                    + ": name the top directory of a clone, made for instance with: git clone URL");
        } catch (IOException e) {
            throw new HistoryException("cannot open the repository at " + place + ": " + described(e), e);
        }
    }

    private static String described(IOException failure) {
        String complaints = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(ConfigInvalidException.class::isInstance)
                .map(Throwable::getMessage)
                .collect(Collectors.joining(": "));
        return complaints.isEmpty() ? Damage.inWords(failure) : complaints + "; correct it";
    }

    /** A work tree besides the main one has a file that names its part of the repository, which names the rest. */
    private static void refuseBrokenLink(Path place) throws IOException, BadInputException {
        Path link = place.resolve(Constants.DOT_GIT);
        if (!Files.isRegularFile(link)) {
            return;
        }
        String text = Files.readString(link, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith(LINK)) {
            throw new BadInputException(link + " names no repository: it should read \"" + LINK + "DIRECTORY\"");
        }
        Path directory = place.resolve(text.substring(LINK.length()));
        Path rest = directory.resolve("commondir");
        Path common = Files.isRegularFile(rest)
                ? directory.resolve(
                        Files.readString(rest, StandardCharsets.ISO_8859_1).strip())
                : directory;
        for (Path needed : List.of(directory, common)) {
            if (!Files.isDirectory(needed)) {
                throw new BadInputException(link + " leads to " + needed.normalize()
                        + ", which is no directory: if the repository was moved, say there: git worktree repair "
                        + place.toAbsolutePath().normalize());
            }
        }
    }

    private static void refuseUnreadable(Path place) throws BadInputException {
        for (Path needed : new Path[] {place, place.resolve(Constants.DOT_GIT), place.resolve(".git/objects")}) {
            if (Files.exists(needed) && !(Files.isReadable(needed) && Files.isExecutable(needed))) {
                throw new BadInputException(
                        "no permission to read " + needed + ": get it with chmod, or use a clone of your own");
            }
        }
    }

    /** Where it is: its work tree, or itself if it has none. */
    static Path place(Repository repository) {
        return (repository.isBare() ? repository.getDirectory() : repository.getWorkTree()).toPath();
    }

    private static void refuseUnusable(Repository repository, Path place) throws BadInputException, IOException {
        Config config = repository.getConfig();
        String format = config.getString("extensions", null, "objectFormat");
        if (format != null && !format.equals("sha1")) {
            throw new BadInputException("the repository at " + place + " has " + format
                    + " object ids, which cannot be read: use a clone made with: git init --object-format=sha1");
        }
        Set<ObjectId> border = repository.getObjectDatabase().getShallowCommits();
        if (!border.isEmpty()) {
            throw new BadInputException("the repository at " + place + " is shallow, the history before "
                    + border.iterator().next().name() + (border.size() == 1 ? "" : " and others")
                    + " is missing: complete it with: git -C " + place + " fetch --unshallow");
        }
        Path grafts = repository.getCommonDirectory().toPath().resolve("info/grafts");
        if (Files.isRegularFile(grafts) && Files.size(grafts) > 0) {
            throw new BadInputException(
                    grafts + " gives commits other parents, which git does no longer like and Culprit"
                            + " does not do: turn it into replacements with: git -C " + place
                            + " replace --convert-graft-file");
        }
    }
}
