package culprit.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;

/** The objects that are to be read in the place of others, as told with {@code git replace}. JGit does not know of them. */
final class Replacements {
    private static final String PREFIX = "refs/replace/";

    private final Map<ObjectId, ObjectId> replaced;

    private Replacements(Map<ObjectId, ObjectId> replaced) {
        this.replaced = Map.copyOf(replaced);
    }

    /** Those of a repository; none where git is told to leave them alone. */
    static Replacements of(Repository repository) throws IOException {
        boolean used = repository.getConfig().getBoolean("core", "useReplaceRefs", true)
                && SystemReader.getInstance().getenv("GIT_NO_REPLACE_OBJECTS") == null;
        Map<ObjectId, ObjectId> replaced = new HashMap<>();
        if (used) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(PREFIX)) {
                String name = ref.getName().substring(PREFIX.length());
                if (ObjectId.isId(name)) {
                    replaced.put(ObjectId.fromString(name), ref.getObjectId());
                }
            }
        }
        return new Replacements(replaced);
    }

    boolean isEmpty() {
        return replaced.isEmpty();
    }

    /** The object to read for an id. A replacement may be replaced in turn. */
    AnyObjectId of(AnyObjectId id) throws IOException {
        AnyObjectId current = id;
        for (int steps = 0; steps <= replaced.size(); steps++) {
            ObjectId next = replaced.get(current);
            if (next == null) {
                return current;
            }
            current = next;
        }
        throw new IOException("the references " + PREFIX + " replace " + id.name() + " in a circle");
    }
}
