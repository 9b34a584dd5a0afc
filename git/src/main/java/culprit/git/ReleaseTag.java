package culprit.git;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that names a kernel release: v5.10, v5.10-rc3 or v5.10.12.
 *
 * <p>Ordered from old to new: v5.10-rc3, v5.10, v5.10.12, v5.11-rc1.
 *
 * @param name the tag as written, such as "v5.10-rc3"
 * @param commit id of the tagged commit
 * @param major 5 in v5.10.12
 * @param minor 10 in v5.10.12
 * @param candidate 3 in v5.10-rc3, {@link #FINAL} where there is no "-rc"
 * @param patch 12 in v5.10.12, 0 where there is none
 */
public record ReleaseTag(String name, String commit, int major, int minor, int candidate, int patch)
        implements Comparable<ReleaseTag> {
    /** The {@code candidate} of a tag without "-rc": later than every release candidate. */
    public static final int FINAL = Integer.MAX_VALUE;

    // Eight digits fit an int; longer numbers are no release.
    private static final Pattern FORM =
            Pattern.compile("v([0-9]{1,8})\\.([0-9]{1,8})(?:-rc([0-9]{1,8}))?(?:\\.([0-9]{1,8}))?");

    private static final Comparator<ReleaseTag> OLD_TO_NEW = Comparator.comparingInt(ReleaseTag::major)
            .thenComparingInt(ReleaseTag::minor)
            .thenComparingInt(ReleaseTag::candidate)
            .thenComparingInt(ReleaseTag::patch)
            .thenComparing(ReleaseTag::name)
            .thenComparing(ReleaseTag::commit);

    /** Reads a tag's name; empty when it does not name a release. */
    public static Optional<ReleaseTag> parse(String name, String commit) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ReleaseTag(
                name,
                commit,
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                form.group(3) == null ? FINAL : Integer.parseInt(form.group(3)),
                form.group(4) == null ? 0 : Integer.parseInt(form.group(4))));
    }

    /** Whether this is a release candidate. */
    public boolean isCandidate() {
        return candidate != FINAL;
    }

    @Override
    public int compareTo(ReleaseTag other) {
        return OLD_TO_NEW.compare(this, other);
    }
}
