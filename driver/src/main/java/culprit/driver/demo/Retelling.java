package culprit.driver.demo;

import culprit.driver.demo.Series.Change;
import culprit.driver.demo.Series.Person;
import culprit.git.HistoryWriter;
import culprit.git.HistoryWriter.About;
import culprit.git.HistoryWriter.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the commits of a series, once, onto a source whose files the writer already has.
 *
 * <p>A merge applies the edits of its branch to the main line again. That is what a merge without conflicts amounts to,
 * because anchors do not care what happened elsewhere in a file.
 */
final class Retelling {
    private final Series series;
    private final HistoryWriter writer;
    private final Map<String, String> commitBySubject = new HashMap<>();
    private final Map<String, Tip> branches = new HashMap<>();

    /** The end of a branch: the edited files as they are there, and all edits since the branch left the main line. */
    private record Tip(Optional<String> commit, Map<String, String> files, List<Edit> edits) {}

    Retelling(Series series, HistoryWriter writer, Map<String, String> source) {
        this.series = series;
        this.writer = writer;
        branches.put(HistoryWriter.BRANCH, new Tip(Optional.empty(), source, List.of()));
    }

    /** Writes all commits and tags and returns the last commit of the main line. */
    String write() throws IOException, MisfitException {
        for (Change change : series.commit()) {
            write(change);
        }
        return tip(HistoryWriter.BRANCH).commit().orElseThrow();
    }

    private void write(Change change) throws IOException, MisfitException {
        String branch = change.branch().orElse(HistoryWriter.BRANCH);
        Tip tip = branches.containsKey(branch) ? tip(branch) : fork();
        List<String> parents = new ArrayList<>(tip.commit().stream().toList());
        List<Edit> edits = new ArrayList<>(change.edits());
        if (change.merge().isPresent()) {
            Tip merged = merged(change, change.merge().get());
            merged.commit().ifPresent(parents::add);
            edits.addAll(0, merged.edits());
        }
        Map<String, String> files = apply(change, tip.files(), edits);
        String commit = parents.isEmpty()
                ? writer.commit(about(change))
                : writer.commit(about(change), parents, changes(files, edits));
        commitBySubject.put(change.subject(), commit);
        List<Edit> all = new ArrayList<>(tip.edits());
        all.addAll(edits);
        branches.put(branch, new Tip(Optional.of(commit), files, all));
        if (change.tag().isPresent()) {
            writer.tag(change.tag().get(), commit, change.subject() + "\n", committer(change));
        }
    }

    private Tip fork() {
        Tip main = tip(HistoryWriter.BRANCH);
        return new Tip(main.commit(), main.files(), List.of());
    }

    private Tip tip(String branch) {
        return Objects.requireNonNull(branches.get(branch), branch);
    }

    private Tip merged(Change change, String branch) throws MisfitException {
        Tip merged = branches.remove(branch);
        if (merged == null) {
            throw new MisfitException("no open branch is called " + branch).in(change);
        }
        return merged;
    }

    private static Map<String, String> apply(Change change, Map<String, String> before, List<Edit> edits)
            throws MisfitException {
        Map<String, String> files = new HashMap<>(before);
        for (Edit edit : edits) {
            try {
                files.put(edit.file(), edit.apply(Optional.ofNullable(files.get(edit.file()))));
            } catch (MisfitException e) {
                throw e.in(change);
            }
        }
        return files;
    }

    private static Map<String, byte[]> changes(Map<String, String> files, List<Edit> edits) {
        Map<String, byte[]> changes = new TreeMap<>();
        for (Edit edit : edits) {
            String content = Objects.requireNonNull(files.get(edit.file()), edit.file());
            changes.put(edit.file(), content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return changes;
    }

    private About about(Change change) throws MisfitException {
        return new About(message(change), signature(change.author(), change), committer(change));
    }

    private Signature committer(Change change) {
        return signature(change.committer().orElse(change.author()), change);
    }

    private Signature signature(String name, Change change) {
        Person person = series.person(name);
        return new Signature(person.name(), person.email(), change.date());
    }

    /** Subject, body and trailers; merges are not signed off, as is the custom of the kernel. */
    private String message(Change change) throws MisfitException {
        List<String> trailers = new ArrayList<>();
        if (change.fixes().isPresent()) {
            trailers.add(fixes(change, change.fixes().get()));
        }
        trailers.addAll(change.trailers().orElse(List.of()));
        if (change.merge().isEmpty()) {
            Set<String> signers = new LinkedHashSet<>();
            signers.add(change.author());
            change.committer().ifPresent(signers::add);
            for (String signer : signers) {
                trailers.add("Signed-off-by: " + series.person(signer).line());
            }
        }
        String body = change.body().map(text -> "\n" + text.strip() + "\n").orElse("");
        String end = trailers.isEmpty() ? "" : "\n" + String.join("\n", trailers) + "\n";
        return change.subject() + "\n" + body + end;
    }

    /** The reference to an earlier commit (kernel's Documentation/process/submitting-patches.rst: 12 digits, title). */
    private String fixes(Change change, String subject) throws MisfitException {
        String commit = commitBySubject.get(subject);
        if (commit == null) {
            throw new MisfitException("it fixes a commit that is not there before it: " + subject).in(change);
        }
        return "Fixes: " + commit.substring(0, 12) + " (\"" + subject + "\")";
    }
}
