package culprit.driver;

import culprit.driver.journal.Journal;
import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.report.Event;
import culprit.report.terminal.Standing;
import culprit.report.terminal.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes a bisection forget what it knows about one revision, and what it concluded from that. */
public final class Retest {
    private Retest() {}

    /**
     * What was forgotten.
     *
     * @param commit the revision
     * @param title its title, raw
     * @param runs of it that had ended
     * @param others revisions of which everything found out is kept
     */
    public record Forgotten(String commit, String title, long runs, long others) {}

    /**
     * Takes the work directory, and forgets the revision.
     *
     * @param revision a commit that was built or tested: its id, or a beginning of it that no other one has
     * @throws UsageException when there is no bisection in the directory, another process has it, or the revision is not
     *     one of those tested
     */
    public static Forgotten forget(Path directory, String revision) throws UsageException, InfraException {
        Layout layout = Layout.ofBisection(directory);
        try (WorkDirectory taken = WorkDirectory.open(directory)) {
            List<Event> events = Journal.read(taken.journal());
            Event.TestStarted found = find(events, revision);
            // In this order: without its exit code, a bisection that is finished is told again, and nothing is lost.
            Files.deleteIfExists(layout.exitCode());
            Journal.forget(layout.journal(), found.commit());
            return new Forgotten(found.commit(), found.title(), runs(events, found), others(events, found));
        } catch (IOException e) {
            throw new InfraException("cannot change the work directory " + layout.root() + ": " + e, e);
        }
    }

    private static Event.TestStarted find(List<Event> events, String revision) throws UsageException {
        List<Event.TestStarted> tests = events.stream()
                .filter(Event.TestStarted.class::isInstance)
                .map(Event.TestStarted.class::cast)
                .toList();
        List<Event.TestStarted> named = revision.isEmpty()
                ? List.of()
                : tests.stream()
                        .filter(test -> test.commit().startsWith(revision.toLowerCase(Locale.ROOT)))
                        .toList();
        long commits = named.stream().map(Event.TestStarted::commit).distinct().count();
        if (commits == 1) {
            return named.get(0);
        }
        throw new UsageException(
                (commits == 0 ? "no revision tested here is called \"" : "several revisions are called \"") + revision
                        + "\": give the id of one of these, or the beginning of it\n"
                        + list(commits == 0 ? tests : named));
    }

    private static String list(List<Event.TestStarted> tests) {
        return tests.stream()
                .map(test -> "  " + test.commit() + " " + Wording.raw(test.title()))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static long runs(List<Event> events, Event.TestStarted forgotten) {
        return events.stream()
                .filter(event ->
                        event instanceof Event.RunFinished run && run.commit().equals(forgotten.commit()))
                .count();
    }

    private static long others(List<Event> events, Event.TestStarted forgotten) {
        return Standing.of(events).tested().stream()
                .filter(test -> !test.commit().equals(forgotten.commit()))
                .count();
    }
}
