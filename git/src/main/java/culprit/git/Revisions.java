package culprit.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Finds the commits that people mean, and tells what they misspelt from what is broken. */
final class Revisions {
    private final Repository repository;
    private final Damage damage;
    private final boolean replaced;

    Revisions(Repository repository, Replacements replacements) {
        this.repository = repository;
        this.damage = new Damage(repository);
        this.replaced = !replacements.isEmpty();
    }

    /** See {@link JGitHistory#resolve}. */
    ObjectId resolve(String revision) throws BadInputException, HistoryException {
        if (replaced && revision.matches(".*[~^:].*")) {
            throw new BadInputException(
                    named(revision) + " leads through commits of which some are replaced (git replace"
                            + " --list): name the commit that git rev-parse prints for it");
        }
        try {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id == null) {
                throw unknown(revision);
            }
            return id;
        } catch (AmbiguousObjectException e) {
            throw new BadInputException(
                    named(revision) + " could be any of " + e.getCandidates().size() + " objects: write more digits");
        } catch (IncorrectObjectTypeException e) {
            throw new BadInputException(named(revision) + " is no commit: name a commit, a branch or a tag of one");
        } catch (RevisionSyntaxException e) {
            throw unknown(revision);
        } catch (MissingObjectException e) {
            if (revision.startsWith(e.getObjectId().name())) {
                throw unknown(revision);
            }
            throw damage.unreadable(e);
        } catch (IOException e) {
            throw damage.unreadable(e);
        }
    }

    private String named(String revision) {
        return "revision \"" + revision + "\" in " + place();
    }

    /** Throws what else is wrong if anything visible is: where objects are lost, unknown names follow from that. */
    private BadInputException unknown(String revision) throws HistoryException {
        Optional<String> visible = damage.visible();
        if (visible.isPresent()) {
            throw new HistoryException("cannot find " + named(revision) + ": " + visible.get());
        }
        File broken = brokenReference(revision);
        if (broken != null) {
            throw new HistoryException("cannot find " + named(revision) + ": " + broken
                    + " names no commit; correct it, or write the id of the commit instead");
        }
        return new BadInputException("unknown " + named(revision)
                + ": check the spelling, or fetch it, for instance with: git fetch --tags");
    }

    /** The file of the reference of this name, if there is one that cannot be read. */
    private @Nullable File brokenReference(String revision) {
        String name = revision.replaceFirst("[~^@].*", "");
        if (!Repository.isValidRefName(Constants.R_HEADS + name)) {
            return null;
        }
        for (String prefix : List.of("", Constants.R_REFS, Constants.R_TAGS, Constants.R_HEADS, Constants.R_REMOTES)) {
            // Not a Path, which cannot be made of every name.
            File file = new File(repository.getCommonDirectory(), prefix + name);
            if ((prefix + name).startsWith(Constants.R_REFS) && file.isFile()) {
                return isWhole(prefix + name) ? null : file;
            }
        }
        return null;
    }

    private boolean isWhole(String reference) {
        try {
            Ref found = repository.exactRef(reference);
            return found != null && found.getObjectId() != null;
        } catch (IOException e) {
            return false;
        }
    }

    private Path place() {
        return RepositoryOpener.place(repository);
    }
}
