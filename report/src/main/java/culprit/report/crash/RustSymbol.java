package culprit.report.crash;

import java.util.Optional;

/**
 * A name of the Rust v0 scheme under the reader; confined to the call that made it.
 *
 * <p>The grammar is that of RFC 2603. Understood are crate roots, nested names, inherent and trait implementations
 * and back references; not generic arguments, other types than paths, and Unicode. Back references could make a short
 * symbol name an endless text, so the number of paths read is bounded.
 */
final class RustSymbol {
    private static final int MOST_PATHS = 100;
    private static final char END = 0;

    private final String text;
    private int at;
    private int paths;
    private boolean failed;

    /** Takes the symbol without its {@code _R}; back references count from there. */
    RustSymbol(String text) {
        this.text = text;
    }

    /** The readable name; empty if the symbol uses more than is understood. */
    Optional<String> name() {
        String name = path();
        return failed ? Optional.empty() : Optional.of(name);
    }

    private String path() {
        if (++paths > MOST_PATHS) {
            return fail();
        }
        return switch (next()) {
            case 'C' -> identifier();
            case 'N' -> {
                next(); // the namespace: type, value, closure
                String outer = path();
                yield outer + "::" + identifier();
            }
            case 'M' -> {
                implementation();
                yield "<" + path() + ">";
            }
            case 'X' -> {
                implementation();
                String type = path();
                yield "<" + type + " as " + path() + ">";
            }
            case 'Y' -> {
                String type = path();
                yield "<" + type + " as " + path() + ">";
            }
            case 'B' -> earlierPath();
            default -> fail();
        };
    }

    /** Where the implementation stands in the source; not a part of the name. */
    private void implementation() {
        disambiguator();
        path();
    }

    private String earlierPath() {
        int before = at - 1;
        long target = base62();
        if (target >= before) {
            return fail();
        }
        int after = at;
        at = (int) target;
        String earlier = path();
        at = after;
        return earlier;
    }

    private String identifier() {
        disambiguator();
        int length = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && length < text.length()) {
            length = length * 10 + (text.charAt(at++) - '0');
        }
        if (at < text.length() && text.charAt(at) == '_') {
            at++;
        }
        if (length == 0 || at + length > text.length()) {
            return fail();
        }
        at += length;
        return text.substring(at - length, at);
    }

    private void disambiguator() {
        if (at < text.length() && text.charAt(at) == 's') {
            at++;
            base62();
        }
    }

    /** A number that ends in an underscore, which alone is 0; digits, then small, then capital letters. */
    private long base62() {
        long value = -1;
        for (char c = next(); c != '_' && !failed; c = next()) {
            int digit = Character.digit(c, 36);
            if (digit < 0 || value > Integer.MAX_VALUE) {
                // A disambiguator may be a 64-bit hash; only back references need the value.
                value = Integer.MAX_VALUE;
                continue;
            }
            value = (value < 0 ? 0 : value) * 62 + (c >= 'A' && c <= 'Z' ? digit + 26 : digit);
        }
        return value + 1;
    }

    private char next() {
        if (at < text.length()) {
            return text.charAt(at++);
        }
        failed = true;
        return END;
    }

    /** Gives up; what is read from here on does not matter. */
    private String fail() {
        failed = true;
        return "";
    }
}
