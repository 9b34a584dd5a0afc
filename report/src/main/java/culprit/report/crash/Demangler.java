package culprit.report.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the symbol names of Rust and C++ into readable ones, without parameters and hashes.
 *
 * <p>Known are nested names of both, as far as they have no template or generic arguments.
 */
final class Demangler {
    /** The Itanium C++ ABI: {@code _Z} and a name with its length, or several between {@code N} and {@code E}. */
    private static final Pattern CPP = Pattern.compile("_Z(N?)(?=[1-9])");

    private static final Pattern LENGTH = Pattern.compile("[1-9][0-9]{0,3}");

    /** The last part of a name of the first Rust scheme, which borrows from C++. */
    private static final Pattern RUST_HASH = Pattern.compile("h[0-9a-f]{16}");

    private Demangler() {}

    /** The readable name; the symbol itself if it is not mangled or in a way that is not known here. */
    static String demangle(String symbol) {
        if (symbol.startsWith("_R")) {
            return new RustSymbol(symbol.substring(2)).name().orElse(symbol);
        }
        Matcher cpp = CPP.matcher(symbol);
        return cpp.lookingAt() ? nested(symbol, cpp).orElse(symbol) : symbol;
    }

    private static Optional<String> nested(String symbol, Matcher head) {
        boolean many = !head.group(1).isEmpty();
        StringBuilder name = new StringBuilder();
        Matcher length = LENGTH.matcher(symbol);
        int at = head.end();
        do {
            if (!length.region(at, symbol.length()).lookingAt()) {
                return Optional.empty();
            }
            int end = length.end() + Integer.parseInt(length.group());
            if (end > symbol.length()) {
                return Optional.empty();
            }
            String part = symbol.substring(length.end(), end);
            if (!RUST_HASH.matcher(part).matches()) {
                name.append(name.isEmpty() ? "" : "::").append(part);
            }
            at = end;
        } while (many && at < symbol.length() && symbol.charAt(at) != 'E');
        return Optional.of(name.toString());
    }
}
