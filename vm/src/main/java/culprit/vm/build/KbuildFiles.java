package culprit.vm.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was built of which files. Kbuild keeps beside every file {@code x} that it makes a file {@code .x.cmd} with the
 * command and all files, headers included, of which it was made (kernel: scripts/basic/fixdep.c).
 *
 * <p>Paths of the source tree are raw text, relative to its top. Object files of earlier revisions may be left in the
 * directory; what was built of a file then counts still, on purpose: only {@link Compiled#NO} must be beyond doubt.
 */
final class KbuildFiles {
    private static final Pattern KCONFIG = Pattern.compile("(.*/)?Kconfig[^/]*");
    private static final Pattern MAKEFILE = Pattern.compile("(.*/)?(Makefile|Kbuild)[^/]*");
    /** Compilers say of these all that they read. */
    private static final Pattern CODE = Pattern.compile(".*\\.[chS]");

    private static final Pattern TEXT = Pattern.compile("(Documentation|LICENSES)/.*|.*\\.rst"
            + "|(.*/)?(README|\\.gitignore)|MAINTAINERS|CREDITS|COPYING|\\.mailmap");

    /** What is read from here by builds in any directory leaves no trace there. */
    private static final Pattern SHARED = Pattern.compile("(scripts|(.*/)?include)/.*");

    private static final Pattern DETOUR = Pattern.compile("/(?!\\.\\./)[^/]+/\\.\\./");

    /** Built by makefiles of their own, which keep other records, for objtool and what like it works on kernels. */
    private static final Pattern OTHER_BUILD = Pattern.compile("tools/(arch|bpf|build|include|lib|objtool|scripts)/.*");

    private static final Pattern ARCHITECTURE = Pattern.compile("(arch/[^/]+)/.*");

    private final Path objects;
    /** The top of the source tree as commands name it, each with a slash at the end. */
    private final Set<String> roots = new HashSet<>();

    private final Set<String> asked;
    private final Set<String> found = new HashSet<>();
    private boolean anySource;

    private KbuildFiles(Path objects, Path source, Collection<String> asked) throws IOException {
        this.objects = objects;
        this.asked = Set.copyOf(asked);
        for (Path root : List.of(source.toAbsolutePath().normalize(), source.toRealPath())) {
            byte[] name = root.toString().getBytes(StandardCharsets.UTF_8);
            roots.add(new String(name, StandardCharsets.ISO_8859_1) + "/");
        }
    }

    /**
     * Looks up files.
     *
     * @param objects where the tree was built
     * @return an answer for each file, in the order of the question
     */
    static Map<String, Compiled> of(Path objects, Path source, Collection<String> files) throws IOException {
        KbuildFiles records = new KbuildFiles(objects, source, files);
        try (Stream<Path> paths = Files.walk(objects)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(".") && name.endsWith(".cmd") && Files.isRegularFile(path)) {
                    records.read(path);
                }
            }
        }
        Map<String, Compiled> answers = new LinkedHashMap<>();
        files.forEach(file -> answers.put(file, records.answer(file)));
        return answers;
    }

    private void read(Path record) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(record, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                for (String root : roots) {
                    addNamed(line, root);
                }
            }
        }
    }

    private void addNamed(String line, String root) {
        for (int start = line.indexOf(root); start >= 0; start = line.indexOf(root, start + 1)) {
            int end = start;
            while (end < line.length() && !isEndOfWord(line.charAt(end))) {
                end++;
            }
            if (start == 0 || isEndOfWord(line.charAt(start - 1))) {
                anySource = true;
                String path =
                        direct(line.substring(start + root.length() - 1, end)).substring(1);
                if (asked.contains(path)) {
                    found.add(path);
                }
            }
        }
    }

    private static boolean isEndOfWord(char character) {
        return character == ' ' || character == '\t' || character == ';' || character == ')';
    }

    /** The path without ways there and back, such as "/arch/x86/../../lib/inat.c". */
    private static String direct(String path) {
        String shorter = path;
        while (shorter.contains("/../")) {
            String next = DETOUR.matcher(shorter).replaceFirst("/");
            if (next.equals(shorter)) {
                break;
            }
            shorter = next;
        }
        return shorter;
    }

    private Compiled answer(String file) {
        if (found.contains(file)) {
            return Compiled.YES;
        }
        return anySource && isNowhere(file) ? Compiled.NO : Compiled.UNKNOWN;
    }

    /** Whether a file that no record names is beyond doubt no part of the kernel. */
    private boolean isNowhere(String file) {
        var architecture = ARCHITECTURE.matcher(file);
        if (architecture.matches() && !wasBuiltIn(architecture.group(1))) {
            return true;
        }
        if (KCONFIG.matcher(file).matches() || OTHER_BUILD.matcher(file).matches()) {
            return false;
        }
        if (MAKEFILE.matcher(file).matches()) {
            return !SHARED.matcher(file).matches()
                    && !wasBuiltIn(file.substring(0, Math.max(0, file.lastIndexOf('/'))));
        }
        return CODE.matcher(file).matches() || TEXT.matcher(file).matches();
    }

    private boolean wasBuiltIn(String directory) {
        return Files.isDirectory(objects.resolve(directory), LinkOption.NOFOLLOW_LINKS);
    }
}
