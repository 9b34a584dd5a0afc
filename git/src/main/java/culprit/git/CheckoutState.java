package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a directory holds, kept in a file to which a line is added whenever that changes; the last whole line counts.
 *
 * <p>One tree in it: exactly this tree. Several: a checkout was cut short, and every path holds what one of these trees has
 * there. The zero id stands for the empty tree. Holds across a kill of the process, for what was about to be done is added
 * before, and what was done afterwards; a power failure may lose more.
 *
 * <p>Lines are added because the other way, a new file that is renamed over the old one, makes ext4 write to the disk: that
 * takes longer than changing ten files does.
 */
final class CheckoutState {
    private static final String START = "holds";
    private static final Pattern LINE = Pattern.compile(START + "(?: [0-9a-f]{40})+");
    /** Beyond this size in bytes the file is begun anew. */
    private static final long LONG = 1 << 16;

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
        String whole = text.substring(0, text.lastIndexOf('\n') + 1).stripTrailing();
        String last = whole.substring(whole.lastIndexOf('\n') + 1);
        if (!LINE.matcher(last).matches()) {
            return List.of();
        }
        return Stream.of(last.split(" ", -1)).skip(1).map(ObjectId::fromString).toList();
    }

    /** Replaces what is known, in one step. */
    void write(List<ObjectId> trees) throws IOException {
        // The line end in front ends what a full disk or a power failure may have left of another line.
        String line = trees.stream().map(tree -> " " + tree.name()).collect(Collectors.joining("", "\n" + START, "\n"));
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } else if (Files.size(file) > LONG) {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, line, StandardCharsets.ISO_8859_1);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        Files.writeString(
                file, line, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Forgets everything: the directory holds nobody knows what. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
