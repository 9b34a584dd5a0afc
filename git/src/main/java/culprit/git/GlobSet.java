package culprit.git;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A set of characters in a pattern of the shell, such as "[!a-z_[:digit:]]". */
final class GlobSet {
    private static final String NOTHING = "(?!)";
    private static final int BYTES = 256;
    private static final int ASCII = 128;

    /** What is in the classes, those of the C locale. */
    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alnum", c -> isLetter(c) || isDigit(c)),
            Map.entry("alpha", GlobSet::isLetter),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("cntrl", c -> c < ' ' || c == ASCII - 1),
            Map.entry("digit", GlobSet::isDigit),
            Map.entry("graph", c -> c > ' ' && c < ASCII - 1),
            Map.entry("lower", c -> isLetter(c) && c >= 'a'),
            Map.entry("print", c -> c >= ' ' && c < ASCII - 1),
            Map.entry("punct", c -> c > ' ' && c < ASCII - 1 && !isLetter(c) && !isDigit(c)),
            Map.entry("space", c -> c == ' ' || (c >= '\t' && c <= '\r')),
            Map.entry("upper", c -> isLetter(c) && c < 'a'),
            Map.entry("xdigit", c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

    private final String glob;
    private final boolean ignoresCase;
    private final BitSet members = new BitSet(BYTES);
    private int at;
    private boolean negated;
    private boolean valid = true;

    private GlobSet(String glob, boolean ignoresCase) {
        this.glob = glob;
        this.ignoresCase = ignoresCase;
    }

    /** The set that begins with a '['. */
    static GlobSet at(String glob, int from, boolean ignoresCase) {
        GlobSet set = new GlobSet(glob, ignoresCase);
        set.at = from + 1;
        set.parse();
        return set;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void parse() {
        negated = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        at += negated ? 1 : 0;
        int first = at;
        int before = -1;
        while (at < glob.length() && (glob.charAt(at) != ']' || at == first)) {
            Optional<String> name = className();
            if (name.isPresent()) {
                addClass(name.get());
                before = -1;
            } else if (glob.charAt(at) == '-' && before >= 0 && at + 1 < glob.length() && glob.charAt(at + 1) != ']') {
                at++;
                int from = before;
                int last = character();
                add(c -> from <= c && c <= last);
                // A '-' behind a range stands for itself.
                before = -1;
            } else {
                before = character();
                members.set(before);
            }
        }
        valid &= at < glob.length();
        at++;
    }

    /** The name of the class that begins here, if one does. */
    private Optional<String> className() {
        int end = glob.indexOf(']', at);
        boolean isClass = glob.startsWith("[:", at) && end > at + 2 && glob.charAt(end - 1) == ':';
        return isClass ? Optional.of(glob.substring(at + 2, end - 1)) : Optional.empty();
    }

    private void addClass(String name) {
        IntPredicate contains = CLASSES.get(name);
        valid &= contains != null;
        if (contains != null) {
            add(contains);
        }
        at += "[:".length() + name.length() + ":]".length();
    }

    private void add(IntPredicate contains) {
        for (int c = 0; c < BYTES; c++) {
            if (contains.test(c) || (ignoresCase && isLetter(c) && contains.test(c ^ ' '))) {
                members.set(c);
            }
        }
    }

    /** The next character, which may be escaped. */
    private int character() {
        if (glob.charAt(at) == '\\' && at + 1 < glob.length()) {
            at++;
        }
        return glob.charAt(at++);
    }

    /** Where the pattern goes on behind the set. */
    int end() {
        return Math.min(at, glob.length());
    }

    /** The set as a regular expression; where it is none, or names an unknown class, one that matches nothing. */
    String expression() {
        if (!valid) {
            return NOTHING;
        }
        StringBuilder characters = new StringBuilder();
        for (int c = 0; c < BYTES; c++) {
            if (contains(c) != negated) {
                characters.append(String.format(Locale.ROOT, "\\x%02x", c));
            }
        }
        return characters.isEmpty() ? NOTHING : "[" + characters + "]";
    }

    /** On purpose: a capital letter that is no range's stands for nothing where case is ignored, as in git. */
    private boolean contains(int c) {
        return members.get(ignoresCase && isLetter(c) ? c | ' ' : c);
    }
}
