package culprit.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Opens repositories for reading, and says of those that cannot serve what to do about it. */
final class RepositoryOpener {
    private RepositoryOpener() {}

    /** Opens the repository of a work tree, or of its ".git" directory. */
    static Repository open(Path place) throws BadInputException, HistoryException {
        QuietSystem.install();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        if (Files.isRegularFile(place.resolve("HEAD")) && Files.isDirectory(place.resolve("objects"))) {
            builder.setGitDir(place.toFile());
        } else {
            builder.setWorkTree(place.toFile());
        }
        try {
            Repository repository = builder.build();
            try {
                refuseUnusable(repository, place);
                return repository;
            } catch (BadInputException | IOException e) {
                repository.close();
                throw e;
            }
        } catch (RepositoryNotFoundException e) {
            throw new BadInputException("no git repository at " + place
                    + ": name the top directory of a clone, made for instance with: git clone URL");
        } catch (IOException e) {
            throw new HistoryException("cannot open the repository at " + place + ": " + e.getMessage(), e);
        }
    }

    private static void refuseUnusable(Repository repository, Path place) throws BadInputException, IOException {
        if (repository.isBare()) {
            throw new BadInputException("the repository at " + place
                    + " is bare: name a clone with a work tree, made for instance with: git clone --shared " + place);
        }
        String format = repository.getConfig().getString("extensions", null, "objectFormat");
        if (format != null && !format.equals("sha1")) {
            throw new BadInputException("the repository at " + place + " has " + format
                    + " object ids, which cannot be read: use a clone made with: git init --object-format=sha1");
        }
        if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
            throw new BadInputException("the repository at " + place
                    + " is shallow, part of its history is missing: complete it with: git fetch --unshallow");
        }
    }
}
