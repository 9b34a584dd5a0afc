package culprit.driver.gitlog;

import culprit.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a search has been told. A commit may be called by the beginning of its hash, or by a name. One thread's. */
final class Marks {
    /** So many digits at least make a hash; git cuts none shorter. */
    private static final int SHORTEST = 7;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,40}");

    private final NavigableSet<String> bads = new TreeSet<>();
    private final NavigableSet<String> goods = new TreeSet<>();
    private final NavigableSet<String> skips = new TreeSet<>();
    private Optional<String> bad = Optional.empty();

    /** Whether the revision is written as a hash or the beginning of one. */
    static boolean isHash(String revision) {
        return HASH.matcher(revision).matches();
    }

    /** Whether the revisions are the same or one may be short for the other. */
    static boolean isSame(String one, String other) {
        return one.equals(other) || (isHash(one) && isHash(other) && (one.startsWith(other) || other.startsWith(one)));
    }

    void add(Verdict verdict, String commit) {
        if (verdict == Verdict.BAD) {
            bad = Optional.of(commit);
        }
        of(verdict).add(commit);
    }

    boolean has(Verdict verdict, String commit) {
        NavigableSet<String> marked = of(verdict);
        String longer = marked.ceiling(commit);
        if (longer != null && isSame(longer, commit)) {
            return true;
        }
        for (int length = SHORTEST; isHash(commit) && length < commit.length(); length++) {
            if (marked.contains(commit.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    private NavigableSet<String> of(Verdict verdict) {
        return switch (verdict) {
            case BAD -> bads;
            case GOOD -> goods;
            case SKIP -> skips;
        };
    }

    /** The commit that was last marked bad: the first bad one known. */
    Optional<String> bad() {
        return bad;
    }

    List<String> goods() {
        return new ArrayList<>(goods);
    }

    List<String> skips() {
        return new ArrayList<>(skips);
    }
}
