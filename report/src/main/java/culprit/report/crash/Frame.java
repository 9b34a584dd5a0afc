package culprit.report.crash;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A function on a stack.
 *
 * @param raw its name as printed, demangled
 * @param name the name without the prefixes that only tell how a system call was entered
 */
record Frame(String raw, String name) {
    /** Stands for the function in the title when there is none to blame. */
    static final Frame MISSING = new Frame("corrupted", "corrupted");

    /**
     * SYSCALL_DEFINE wraps one function in several; which of them shows depends on version, compiler and
     * architecture.
     */
    private static final List<String> ENTRY_PREFIXES = List.of(
            "SYSC_",
            "SyS_",
            "sys_",
            "__x64_",
            "__ia32_",
            "__arm64_",
            "____sys_",
            "___sys_",
            "__sys_",
            "__se_",
            "__se_sys_",
            "__do_sys_",
            "compat_SYSC_",
            "compat_SyS_",
            "ksys_");

    static Frame printedAs(String symbol) {
        String raw = Demangler.demangle(symbol);
        return new Frame(
                raw,
                unprefixed(raw).min(Comparator.comparingInt(String::length)).orElse(raw));
    }

    /** The same frame under a name that stands for several functions. */
    Frame called(String common) {
        return new Frame(raw, common);
    }

    /** The names under which other kernels would print it: the raw one, and that without each prefix it has. */
    List<String> variants() {
        return Stream.concat(Stream.of(raw), unprefixed(raw)).toList();
    }

    private static Stream<String> unprefixed(String raw) {
        return ENTRY_PREFIXES.stream().filter(raw::startsWith).map(prefix -> raw.substring(prefix.length()));
    }
}
