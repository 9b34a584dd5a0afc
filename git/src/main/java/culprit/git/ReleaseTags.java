package culprit.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;

/** Finds the releases that are tagged in a repository. */
final class ReleaseTags {
    private ReleaseTags() {}

    /** All tags of releases, candidates left out. */
    static List<ReleaseTag> in(Repository repository) throws IOException {
        List<ReleaseTag> releases = new ArrayList<>();
        RefDatabase refs = repository.getRefDatabase();
        for (Ref ref : refs.getRefsByPrefix(Constants.R_TAGS + "v")) {
            String name = ref.getName().substring(Constants.R_TAGS.length());
            ReleaseTag.parse(name, tagged(refs.peel(ref)).name())
                    .filter(tag -> !tag.isCandidate())
                    .ifPresent(releases::add);
        }
        return releases;
    }

    private static ObjectId tagged(Ref peeled) {
        ObjectId target = peeled.getPeeledObjectId();
        return target == null ? peeled.getObjectId() : target;
    }
}
