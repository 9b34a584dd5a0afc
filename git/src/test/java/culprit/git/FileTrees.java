package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Trees of files as maps from path to content. A content that starts with "x:" is an executable's, one with "l:" is a
 * link's, followed by its target.
 */
final class FileTrees {
    private FileTrees() {}

    /** Commits files; returns the commit. */
    static String commit(NativeGit git, Map<String, String> files) {
        StringBuilder stream =
                new StringBuilder("commit refs/heads/main\ncommitter C <c> 1 +0000\ndata 0\ndeleteall\n");
        files.forEach((path, content) -> {
            String mode = content.startsWith("x:") ? "100755" : content.startsWith("l:") ? "120000" : "100644";
            String data = mode.equals("120000") ? content.substring(2) : content;
            stream.append("M ").append(mode).append(" inline ").append(path);
            stream.append("\ndata ")
                    .append(data.length())
                    .append('\n')
                    .append(data)
                    .append('\n');
        });
        git.feed(stream.toString().getBytes(StandardCharsets.US_ASCII), "fast-import", "--quiet", "--force");
        return git.run("rev-parse", "main");
    }

    /** The files below a directory. */
    static Map<String, String> read(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String name = root.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    files.put(name, "l:" + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path)) {
                    String content = Files.readString(path, StandardCharsets.US_ASCII);
                    assertThat(Files.isExecutable(path)).as(name).isEqualTo(content.startsWith("x:"));
                    files.put(name, content);
                }
            }
        }
        return files;
    }
}
