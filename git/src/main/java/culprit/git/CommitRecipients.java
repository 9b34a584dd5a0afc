package culprit.git;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a commit itself names as concerned: its author and those who signed, reviewed, acknowledged or tested it (kernel
 * documentation, process/submitting-patches). Who was only put in copy or reported the problem does not count; neither
 * does the list for stable kernels, which takes no reports. The choice is syzbot's since December 2019.
 */
final class CommitRecipients {
    private static final Pattern TRAILER =
            Pattern.compile("(?:(?:[\\w-]*-and-)?(?:[Rr]eviewed|[Aa]cked|[Tt]ested)-[\\w-]*" + "|Signed-off-by): (.*)");
    private static final Pattern ADDRESS = Pattern.compile("(?:.*<)?([^\\s<>@]+@[^\\s<>@]+)>?[^<>]*");
    private static final String STABLE = "stable@vger.kernel.org";

    private CommitRecipients() {}

    /** The addresses in lower case, sorted, each once. */
    static List<String> of(RawCommit commit) {
        TreeSet<String> addresses = new TreeSet<>();
        address(text(commit.author())).ifPresent(addresses::add);
        for (byte[] line : commit.message()) {
            Matcher trailer = TRAILER.matcher(text(line));
            if (trailer.matches()) {
                address(trailer.group(1)).ifPresent(addresses::add);
            }
        }
        addresses.remove(STABLE);
        return List.copyOf(addresses);
    }

    private static Optional<String> address(String text) {
        Matcher address = ADDRESS.matcher(text.strip());
        return address.matches() ? Optional.of(address.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}
