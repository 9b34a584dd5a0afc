package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the files that a commit takes away and adds are the same ones under other names, as git does by default.
 *
 * <p>Equal files are paired first; then files that alone have their name, whatever their directories; then, among all
 * that are left, the most similar ones. Nothing is copied: a file has one successor. The order in which equally good pairs
 * are taken was found by probing git 2.47, as were the numbers that its documentation does not name.
 */
final class Renames {
    private static final int LEAST = Pieces.SAME / 2;

    /** Files of the same name are paired without a look at others, so they must have more in common. */
    private static final int LEAST_OF_SAME_NAME = Pieces.SAME * 3 / 4;

    /** With more pairs than this many files on either side would have, those left are not compared. */
    private static final long LIMIT = 1000;

    /** How many files that are gone are kept in mind for one that has come. */
    private static final int PLACES = 4;

    private static final Comparator<Candidate> BETTER =
            Comparator.comparingInt(Candidate::score).thenComparing(Candidate::sameName);

    /** A file that is gone, by its number, and what speaks for it. */
    private record Candidate(int gone, int come, int score, boolean sameName) {}

    private final FileContents contents;
    private final List<FileChange> gone;
    private final List<FileChange> come;
    /** By number: the file's name without its directory. */
    private final List<String> goneNames;

    private final List<String> comeNames;
    /** By number of the file that is gone: whether it has come back. */
    private final boolean[] used;
    /** By number of the file that has come: where from, and its score. */
    private final @Nullable Candidate[] origins;

    private Renames(List<FileChange> changes, FileContents contents) {
        this.contents = contents;
        gone = changes.stream().filter(change -> !change.after().exists()).toList();
        come = changes.stream().filter(change -> !change.before().exists()).toList();
        goneNames = gone.stream().map(Renames::name).toList();
        comeNames = come.stream().map(Renames::name).toList();
        used = new boolean[gone.size()];
        origins = new Candidate[come.size()];
    }

    /** The changes in the same order, renamed files at the place of their new names. */
    static List<ShownChange> in(List<FileChange> changes, FileContents contents) throws IOException {
        Renames renames = new Renames(changes, contents);
        renames.pairEqualFiles();
        renames.pairSameNames();
        renames.pairSimilarFiles();
        return renames.shown(changes);
    }

    private List<ShownChange> shown(List<FileChange> changes) {
        List<ShownChange> shown = new ArrayList<>();
        int nextGone = 0;
        int nextCome = 0;
        for (FileChange change : changes) {
            if (!change.after().exists()) {
                if (!used[nextGone++]) {
                    shown.add(ShownChange.of(change));
                }
                continue;
            }
            Candidate origin = change.before().exists() ? null : origins[nextCome++];
            shown.add(
                    origin == null
                            ? ShownChange.of(change)
                            : ShownChange.renamed(gone.get(origin.gone), change, origin.score * 100 / Pieces.SAME));
        }
        return shown;
    }

    private void pair(Candidate pair) {
        if (!used[pair.gone] && origins[pair.come] == null) {
            used[pair.gone] = true;
            origins[pair.come] = pair;
        }
    }

    private void pairEqualFiles() {
        Map<ObjectId, List<Integer>> byContent = new HashMap<>();
        for (int i = 0; i < gone.size(); i++) {
            byContent
                    .computeIfAbsent(gone.get(i).before().id(), id -> new ArrayList<>())
                    .add(i);
        }
        for (int i = 0; i < come.size(); i++) {
            FileChange file = come.get(i);
            Optional<Candidate> best = Optional.empty();
            for (int origin : byContent.getOrDefault(file.after().id(), List.of())) {
                boolean isSameType =
                        gone.get(origin).before().type() == file.after().type();
                if (!used[origin] && isSameType && (best.isEmpty() || isSameName(origin, i))) {
                    best = Optional.of(new Candidate(origin, i, Pieces.SAME, isSameName(origin, i)));
                    if (best.get().sameName) {
                        break;
                    }
                }
            }
            best.ifPresent(this::pair);
        }
    }

    private boolean isSameName(int origin, int file) {
        return goneNames.get(origin).equals(comeNames.get(file));
    }

    private static String name(FileChange change) {
        String path = new String(change.path(), StandardCharsets.ISO_8859_1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void pairSameNames() throws IOException {
        Map<String, List<Integer>> left = new HashMap<>();
        for (int i : leftOfGone()) {
            left.computeIfAbsent(goneNames.get(i), name -> new ArrayList<>()).add(i);
        }
        Map<String, List<Integer>> right = new HashMap<>();
        for (int i : leftOfCome()) {
            right.computeIfAbsent(comeNames.get(i), name -> new ArrayList<>()).add(i);
        }
        for (Map.Entry<String, List<Integer>> origin : left.entrySet()) {
            List<Integer> files = right.getOrDefault(origin.getKey(), List.of());
            if (origin.getValue().size() == 1 && files.size() == 1) {
                Candidate candidate = candidate(origin.getValue().get(0), files.get(0));
                if (candidate.score >= LEAST_OF_SAME_NAME) {
                    pair(candidate);
                }
            }
        }
    }

    private List<Integer> leftOfGone() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                left.add(i);
            }
        }
        return left;
    }

    private List<Integer> leftOfCome() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < origins.length; i++) {
            if (origins[i] == null) {
                left.add(i);
            }
        }
        return left;
    }

    private void pairSimilarFiles() throws IOException {
        List<Integer> left = leftOfGone();
        List<Integer> right = leftOfCome();
        if ((long) left.size() * right.size() > LIMIT * LIMIT) {
            return;
        }
        List<Candidate> pairs = new ArrayList<>();
        for (int file : right) {
            for (Candidate candidate : best(left, file)) {
                if (candidate.score >= LEAST) {
                    pairs.add(candidate);
                }
            }
        }
        pairs.sort(BETTER.reversed());
        pairs.forEach(this::pair);
    }

    /**
     * The best origins of a file, not sorted: when all places are taken, a better candidate takes the place of the worst.
     * Equally good ones stay in the order of their places.
     */
    private List<Candidate> best(List<Integer> origins, int file) throws IOException {
        List<Candidate> best = new ArrayList<>();
        for (int origin : origins) {
            Candidate candidate = candidate(origin, file);
            if (best.size() < PLACES) {
                best.add(candidate);
                continue;
            }
            Candidate worst = Collections.min(best, BETTER);
            if (BETTER.compare(candidate, worst) > 0) {
                best.set(best.indexOf(worst), candidate);
            }
        }
        return best;
    }

    private Candidate candidate(int origin, int file) throws IOException {
        FileChange.Entry before = gone.get(origin).before();
        FileChange.Entry after = come.get(file).after();
        int score = isRegular(before) && isRegular(after) ? contents.similarity(before.id(), after.id(), LEAST) : 0;
        return new Candidate(origin, file, score, isSameName(origin, file));
    }

    private static boolean isRegular(FileChange.Entry entry) {
        return entry.type() == FileMode.TYPE_FILE;
    }
}
