package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a directory holds, kept in a file: one tree id per line.
 *
 * <p>One line: exactly this tree. Several: a checkout was cut short, and every path holds what one of these trees has
 * there. The zero id stands for the empty tree. Holds across a kill of the process; a power failure may lose more.
 */
final class CheckoutState {
    private static final Pattern FORM = Pattern.compile("(?:[0-9a-f]{40}\n)+");

    private final Path file;

    CheckoutState(Path file) {
        this.file = file;
    }

    /** The trees in the directory; empty when nothing is known about it. */
    List<ObjectId> read() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        if (!FORM.matcher(text).matches()) {
            return List.of();
        }
        return text.lines().map(ObjectId::fromString).toList();
    }

    /** Replaces what is known, in one step. */
    void write(List<ObjectId> trees) throws IOException {
        List<String> lines = new ArrayList<>();
        trees.forEach(tree -> lines.add(tree.name() + "\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, String.join("", lines), StandardCharsets.ISO_8859_1);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets everything: the directory holds nobody knows what. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
