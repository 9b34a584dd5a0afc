package culprit.driver;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of what scripts/get_maintainer.pl of the kernel prints, such as {@code Jane Doe <jane@example.org>
 * (maintainer:NETWORKING)}.
 *
 * @param address in lower case
 * @param role what is in the parentheses behind it; nothing if there are none
 */
record MaintainerLine(String address, String role) {
    /** The list for everything: it is told only if there is none for the subject. */
    private static final String EVERYTHING = "linux-kernel@vger.kernel.org";

    /** Names may hold parentheses, and so may roles: "open list:RXRPC SOCKETS (AF_RXRPC)". */
    private static final Pattern FORM =
            Pattern.compile("(?:[^<]*<)?([^\\s<>()@]+@[^\\s<>()@]+)>?(?:\\s+\\((.*)\\))?\\s*");

    /** Nothing for what names no address, such as a warning. */
    static Optional<MaintainerLine> parse(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        String role = form.group(2);
        return Optional.of(new MaintainerLine(form.group(1).toLowerCase(Locale.ROOT), role == null ? "" : role));
    }

    boolean isForEverything() {
        return address.equals(EVERYTHING);
    }

    boolean isList() {
        return role.contains("list");
    }

    /** Whether it is told, and not only put in copy like reviewers and those who signed earlier commits. */
    boolean isTold() {
        return isList() || role.contains("maintainer") || role.contains("supporter");
    }
}
