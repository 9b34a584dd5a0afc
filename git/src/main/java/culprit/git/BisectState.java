package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * A bisection as git keeps it in a work tree's git directory: files whose names begin with BISECT and the references below
 * refs/bisect. It lets a person go on with {@code git bisect} where Culprit is, and Culprit where a person is.
 *
 * <p>It is written as if begun with {@code --no-checkout}: the commit to test is in BISECT_HEAD, and the work tree stays as
 * it is. References are files here, because those of a bisection belong to one work tree and are never packed.
 */
public final class BisectState {
    private static final String BAD = "bad";
    private static final String GOOD = "good";
    private static final String NAMES = "BISECT_NAMES";
    private static final String FIRST_PARENT = "BISECT_FIRST_PARENT";
    private static final String SEPARATOR = "--";
    private static final int ID_LENGTH = 40;

    private final Path directory;

    /**
     * The verdicts that git knows.
     *
     * @param bad the commit that has the defect
     * @param goods commits without it, sorted
     * @param skips commits that cannot be tested, sorted
     * @param limits of the search
     */
    public record Marks(String bad, List<String> goods, List<String> skips, Limits limits) {
        public Marks {
            goods = List.copyOf(goods);
            skips = List.copyOf(skips);
        }
    }

    BisectState(Repository repository) throws BadInputException {
        this.directory = repository.getDirectory().toPath();
        String format = repository.getConfig().getString("extensions", null, "refStorage");
        if (format != null && !format.equals("files")) {
            throw new BadInputException("the repository at " + directory + " keeps its references as " + format
                    + ": the state of git bisect can be read and written only where they are files");
        }
    }

    /** Whether a bisection is going on, according to git. */
    public boolean isInProgress() {
        return Files.exists(directory.resolve("BISECT_START"));
    }

    /**
     * A file of a bisection that is not ours; empty if there is none. References of one that came with a clone are packed.
     *
     * @param ownLog a log of git bisect; a bisection whose log is that one, or its beginning, is ours
     */
    public Optional<Path> obstacle(Path ownLog) throws HistoryException {
        try {
            Path packed = directory.resolve("packed-refs");
            if (Files.exists(packed)
                    && Files.readString(packed, StandardCharsets.ISO_8859_1).contains(" refs/bisect/")) {
                return Optional.of(packed);
            }
            List<Path> files = files();
            return files.isEmpty() || isBeginning(log(), ownLog) ? Optional.empty() : Optional.of(files.get(0));
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    private static boolean isBeginning(Path log, Path whole) throws IOException {
        if (!Files.isRegularFile(log) || !Files.isRegularFile(whole) || Files.size(log) == 0) {
            return false;
        }
        long mismatch = Files.mismatch(log, whole);
        return mismatch == -1 || mismatch == Files.size(log);
    }

    /** A file that tells that another git is writing here; empty if there is none. */
    public Optional<Path> lock() throws HistoryException {
        try {
            for (Path place : List.of(directory, references())) {
                List<Path> locks = listed(place, "*.lock");
                if (!locks.isEmpty()) {
                    return Optional.of(locks.get(0));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    /** Where git keeps the log of the bisection. */
    public Path log() {
        return directory.resolve("BISECT_LOG");
    }

    /**
     * What git knows.
     *
     * @throws BadInputException if no bisection is going on, or if it has no bad or no good commit yet
     */
    public Marks marks() throws BadInputException, HistoryException {
        if (!isInProgress()) {
            throw new BadInputException("no git bisect is going on in " + directory
                    + ": begin one with git bisect start," + " or name the commits with --bad and --good");
        }
        try {
            List<String> terms = terms();
            Optional<String> bad = reference(terms.get(0));
            List<String> goods = references(terms.get(1) + "-");
            if (bad.isEmpty() || goods.isEmpty()) {
                throw new BadInputException("the git bisect in " + directory + " has no "
                        + (bad.isEmpty() ? terms.get(0) : terms.get(1)) + " commit yet: name it with git bisect "
                        + (bad.isEmpty() ? terms.get(0) : terms.get(1)) + " COMMIT");
            }
            return new Marks(bad.get(), goods, references("skip-"), limits());
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    private Limits limits() throws IOException {
        Path names = directory.resolve(NAMES);
        List<String> words = ShellWords.split(Files.exists(names) ? Files.readString(names) : "");
        boolean isSeparated = !words.isEmpty() && words.get(0).equals(SEPARATOR);
        List<String> paths = isSeparated ? words.subList(1, words.size()) : words;
        return new Limits(Files.exists(directory.resolve(FIRST_PARENT)), paths);
    }

    /** The words for bad and good. */
    private List<String> terms() throws IOException {
        Path file = directory.resolve("BISECT_TERMS");
        List<String> terms = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return terms.size() < 2 ? List.of(BAD, GOOD) : terms;
    }

    private Optional<String> reference(String name) throws IOException {
        Path file = references().resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String id = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!ObjectId.isId(id)) {
            throw new IOException(file + " names no commit");
        }
        return Optional.of(id);
    }

    private List<String> references(String prefix) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path file : listed(references(), prefix + "*")) {
            reference(file.getFileName().toString()).ifPresent(ids::add);
        }
        return ids.stream().sorted().toList();
    }

    private Path references() {
        return directory.resolve("refs").resolve("bisect");
    }

    /**
     * Begins a bisection in the place of the one that is there, if any.
     *
     * @throws HistoryException if the repository cannot be written
     */
    public void begin(Limits limits) throws HistoryException {
        try {
            clear();
            List<String> words = new ArrayList<>(limits.paths());
            if (!words.isEmpty()) {
                words.add(0, SEPARATOR);
            }
            write(NAMES, ShellWords.quoted(words));
            if (limits.firstParent()) {
                write(FIRST_PARENT, "");
            }
            write("BISECT_TERMS", BAD + "\n" + GOOD);
            // The last one: with it git takes the bisection for begun.
            write("BISECT_START", head());
        } catch (IOException e) {
            throw unusable("write", e);
        }
    }

    private void clear() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
    }

    /** All that there is of a bisection. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(listed(directory, "BISECT_*"));
        files.addAll(listed(references(), "*"));
        return files;
    }

    /** In order; none where there is no such directory. */
    private static List<Path> listed(Path place, String pattern) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, pattern)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            Collections.sort(files);
            return files;
        }
    }

    /** The branch that is checked out, or the commit if none is. */
    private String head() throws IOException {
        String head = Files.readString(directory.resolve(Constants.HEAD)).strip();
        String branch = "ref: " + Constants.R_HEADS;
        return head.startsWith(branch) ? head.substring(branch.length()) : head;
    }

    /** Says that a commit has the defect. */
    public void bad(String commit) throws HistoryException {
        mark(BAD, commit);
    }

    /** Says that a commit does not have the defect. */
    public void good(String commit) throws HistoryException {
        mark(GOOD + "-" + commit, commit);
    }

    /** Says that a commit cannot be tested. */
    public void skip(String commit) throws HistoryException {
        mark("skip-" + commit, commit);
    }

    private void mark(String name, String commit) throws HistoryException {
        try {
            Files.createDirectories(references());
            write("refs/bisect/" + name, checked(commit));
        } catch (IOException e) {
            throw unusable("write", e);
        }
    }

    /** Says that this commit is tested next. */
    public void expect(String commit) throws HistoryException {
        try {
            write("BISECT_EXPECTED_REV", checked(commit));
            write("BISECT_HEAD", commit);
        } catch (IOException e) {
            throw unusable("write", e);
        }
    }

    private static String checked(String commit) {
        if (commit.length() != ID_LENGTH || !ObjectId.isId(commit)) {
            throw new IllegalArgumentException("no id of a commit: " + commit);
        }
        return commit;
    }

    private void write(String name, String line) throws IOException {
        Path file = directory.resolve(name);
        Path whole = file.resolveSibling(file.getFileName() + ".culprit");
        Files.writeString(whole, line + "\n");
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private HistoryException unusable(String what, IOException cause) {
        return new HistoryException(
                "cannot " + what + " the state of git bisect in " + directory + ": " + cause, cause);
    }
}
