package culprit.vm.symbols;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows source paths as kernel developers write them: relative to the top of the kernel's source. Paths are raw text. */
final class SourceRoots {
    /** Compiled into every kernel of any version, from this place below the top of the source. */
    static final String LANDMARK_FUNCTION = "start_kernel";

    private static final String LANDMARK_PATH = "/init/main.c";

    /** Each ends in a slash. */
    private final Set<String> prefixes = new LinkedHashSet<>();

    /** The roots that are named, and where the kernel was linked: headers are generated there. */
    SourceRoots(DebugInfo kernel) {
        List<Path> directories = new ArrayList<>(kernel.roots());
        directories.add(kernel.vmlinux().resolveSibling(""));
        for (Path directory : directories) {
            add(directory.toAbsolutePath().normalize());
            try {
                add(directory.toRealPath()); // Compilers name the directory they are in without symbolic links.
            } catch (IOException e) {
                // The kernel was built on another machine.
            }
        }
    }

    private void add(Path directory) {
        byte[] bytes = directory.toString().getBytes(StandardCharsets.UTF_8);
        prefixes.add(new String(bytes, StandardCharsets.ISO_8859_1) + "/");
    }

    /** Learns one more root from where the {@linkplain #LANDMARK_FUNCTION landmark} was compiled from. */
    void learn(SourceLine landmark) {
        String path = clean(landmark.path());
        if (path.endsWith(LANDMARK_PATH)) {
            prefixes.add(path.substring(0, path.length() - LANDMARK_PATH.length() + 1));
        }
    }

    /** The path relative to the root it is below; if it is below none, the path without detours. */
    String relative(String path) {
        String clean = clean(path);
        Optional<String> root = prefixes.stream().filter(clean::startsWith).findFirst();
        return root.map(prefix -> clean.substring(prefix.length())).orElse(clean);
    }

    /** Without {@code .}, {@code ..} and empty parts. */
    private static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
