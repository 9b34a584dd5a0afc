package culprit.driver.procedure;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import culprit.git.HistoryWriter;
import culprit.git.HistoryWriter.About;
import culprit.git.HistoryWriter.Signature;
import culprit.git.JGitHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A real git repository whose commits are called by their titles. A title is a number; the file "number" holds it. */
public final class TestRepository {
    private static final OffsetDateTime START = OffsetDateTime.parse("2022-10-01T12:00:00+02:00");

    private final Path directory;
    private final Map<String, String> ids = new TreeMap<>();

    private TestRepository(Path directory) {
        this.directory = directory;
    }

    /** Tells a history, one commit after the other. */
    public static final class Teller implements AutoCloseable {
        private final TestRepository repository;
        private final HistoryWriter writer;
        private int minutes;
        private int step = 1;
        private boolean separately;

        private Teller(Path directory) throws IOException {
            repository = new TestRepository(directory);
            writer = HistoryWriter.create(directory);
            writer.addFile("number", HistoryWriter.Kind.REGULAR, new byte[0]);
        }

        /** All commits have the same date. */
        Teller atOnce() {
            step = 0;
            return this;
        }

        /** Each commit adds a file of its own, so that it can be reverted. */
        public Teller separately() {
            separately = true;
            return this;
        }

        /** A commit on top of the commits with these titles; without any, a root. */
        public Teller commit(String title, String... parents) throws IOException {
            minutes += step;
            Signature someone = new Signature("Ada", "ada@example.org", START.plusMinutes(minutes));
            About about = new About(title + "\n\nSigned-off-by: Ada <ada@example.org>\n", someone, someone);
            List<String> parentIds =
                    List.of(parents).stream().map(repository::id).toList();
            String file = separately ? title + ".c" : "number";
            Map<String, byte[]> changes = Map.of(file, (title + "\n").getBytes(StandardCharsets.UTF_8));
            repository.ids.put(
                    title, parents.length == 0 ? writer.commit(about) : writer.commit(about, parentIds, changes));
            return this;
        }

        /** Commits in a row, from one number to another, on top of the commit before the first. */
        public Teller row(int first, int last) throws IOException {
            for (int number = first; number <= last; number++) {
                commit(Integer.toString(number), Integer.toString(number - 1));
            }
            return this;
        }

        public Teller tag(String name, String title) {
            writer.tag(name, repository.id(title));
            return this;
        }

        public TestRepository done(String head) throws IOException {
            writer.finish(repository.id(head));
            return repository;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    public static Teller at(Path directory) throws IOException {
        return new Teller(directory);
    }

    /** Commits 0 to {@code last} in a row. */
    public static TestRepository row(Path directory, int last) throws IOException {
        try (Teller teller = at(directory)) {
            return teller.commit("0").row(1, last).done(Integer.toString(last));
        }
    }

    public Path directory() {
        return directory;
    }

    public JGitHistory open() throws BadInputException, HistoryException {
        return JGitHistory.open(directory);
    }

    public String id(String title) {
        String id = ids.get(title);
        if (id == null) {
            throw new IllegalArgumentException("no commit " + title);
        }
        return id;
    }

    /** The titles of all commits, those on branches beside the head too. */
    Set<String> titles() {
        return Set.copyOf(ids.keySet());
    }

    /** The title of a commit. */
    String title(String id) {
        return ids.keySet().stream()
                .filter(title -> id(title).equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The text with every commit's id replaced by its title in angle brackets. */
    public String withTitles(String text) {
        String shown = text;
        for (Map.Entry<String, String> commit : ids.entrySet()) {
            shown = shown.replace(commit.getValue(), "<" + commit.getKey() + ">");
        }
        return shown;
    }
}
