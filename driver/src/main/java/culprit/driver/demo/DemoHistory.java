package culprit.driver.demo;

import culprit.git.HistoryWriter;
import culprit.git.HistoryWriter.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes the demo's repository: a kernel source as the root commit, and some weeks of development with a bug on top. */
public final class DemoHistory {
    /** How many files lie between two words about the progress. */
    private static final int FILES_PER_LINE = 20_000;

    private final Series series;

    /** The history of a situation, which comes with the program. */
    public DemoHistory(Situation situation) {
        this(Series.of(situation));
    }

    DemoHistory(Series series) {
        this.series = series;
    }

    /**
     * Makes the repository.
     *
     * @param archive a kernel source package such as Debian's {@code /usr/src/linux-source-6.1.tar.xz}
     * @param directory where the repository goes; must not exist, and exists afterwards only if all went well
     * @param progress is told in plain words how far it is, every second or two
     * @throws IOException if the archive cannot be read, a commit does not fit this source, or the disk fails
     */
    public void write(Path archive, Path directory, Consumer<String> progress) throws IOException {
        try (HistoryWriter writer = HistoryWriter.create(directory)) {
            Import source = new Import(writer, series.files(), progress);
            progress.accept("reading " + archive);
            new SourceArchive(archive).read(source);
            progress.accept(source.count + " files; writing " + series.commit().size() + " commits");
            try {
                writer.finish(new Retelling(series, writer, source.edited).write());
            } catch (MisfitException e) {
                throw new IOException(
                        archive + " is not a source that the demo's history fits (Debian's linux-source-6.1 is one): "
                                + e.getMessage(),
                        e);
            }
        }
        progress.accept(directory + " is complete");
    }

    /** Puts the files of the archive into the repository and keeps those that the history edits. */
    private static final class Import implements SourceArchive.Visitor {
        private final HistoryWriter writer;
        private final Set<String> wanted;
        private final Consumer<String> progress;
        private final Map<String, String> edited = new HashMap<>();
        private int count;

        private Import(HistoryWriter writer, Set<String> wanted, Consumer<String> progress) {
            this.writer = writer;
            this.wanted = wanted;
            this.progress = progress;
        }

        @Override
        public void file(String path, boolean executable, byte[] content) throws IOException {
            if (wanted.contains(path)) {
                edited.put(path, new String(content, StandardCharsets.ISO_8859_1));
            }
            add(path, executable ? Kind.EXECUTABLE : Kind.REGULAR, content);
        }

        @Override
        public void link(String path, String target) throws IOException {
            add(path, Kind.SYMLINK, target.getBytes(StandardCharsets.UTF_8));
        }

        private void add(String path, Kind kind, byte[] content) throws IOException {
            writer.addFile(path, kind, content);
            count++;
            if (count % FILES_PER_LINE == 0) {
                progress.accept(count + " files");
            }
        }
    }
}
