package culprit.driver;

import culprit.git.BisectState;
import culprit.git.HistoryException;
import culprit.git.Limits;
import culprit.report.Event;
import culprit.report.EventSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** Keeps the search in the repository as git would, so that a person may go on with {@code git bisect} at any time. */
final class GitStateLog implements EventSink {
    /** What changes the state or the log that git keeps of a search. */
    private static final Set<Class<? extends Event>> BELONG_TO_GIT = Set.of(
            Event.SearchStarted.class,
            Event.SearchStepped.class,
            Event.MergeBaseTesting.class,
            Event.CommitMarked.class,
            Event.CulpritFound.class,
            Event.OnlySkippedLeft.class);

    private final BisectState state;
    private final Path gitLog;
    private final Limits limits;

    /** Writes into this state, with a log that has been written when an event comes here. */
    GitStateLog(BisectState state, Path gitLog, Limits limits) {
        this.state = state;
        this.gitLog = gitLog;
        this.limits = limits;
    }

    /**
     * Says what the event means to git.
     *
     * @throws UncheckedIOException if the repository cannot be written
     */
    @Override
    public void accept(Event event) {
        if (!BELONG_TO_GIT.contains(event.getClass())) {
            return;
        }
        try {
            if (event instanceof Event.SearchStarted search) {
                state.begin(limits);
                state.bad(search.bad());
                for (String good : search.goods()) {
                    state.good(good);
                }
            } else if (event instanceof Event.SearchStepped step) {
                state.expect(step.commit());
            } else if (event instanceof Event.MergeBaseTesting base) {
                state.expect(base.commit());
            } else if (event instanceof Event.CommitMarked mark) {
                marked(mark);
            }
            if (state.isInProgress()) {
                Files.copy(gitLog, state.log(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (HistoryException e) {
            throw new UncheckedIOException(e.getMessage(), new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + gitLog + " to " + state.log() + ": " + e, e);
        }
    }

    private void marked(Event.CommitMarked mark) throws HistoryException {
        switch (mark.verdict()) {
            case GOOD -> state.good(mark.commit());
            case BAD -> state.bad(mark.commit());
            case SKIP -> state.skip(mark.commit());
        }
    }

    @Override
    public void close() {
        // On purpose the state stays: git bisect reset ends it.
    }
}
