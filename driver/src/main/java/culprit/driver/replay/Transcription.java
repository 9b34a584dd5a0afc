package culprit.driver.replay;

import culprit.driver.replay.RecordedTest.Phase;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.EventListener;
import culprit.report.Note;
import culprit.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the events of a log where a {@link RecordedLog} keeps them. */
final class Transcription implements EventListener {
    private final RecordedLog log;
    private long line;
    private @Nullable RecordedTest test;
    private String release = "";
    private String warning = "";
    private String bad = "";
    private boolean awaitsGit;

    /** The commit that git chose last. */
    private String chosen = "";

    /** The commit of which it is asked whether it has the bug in its history, and what is found. */
    private String asked = "";

    private Optional<String> reachable = Optional.empty();
    private final List<String> bases = new ArrayList<>();

    Transcription(RecordedLog log) {
        this.log = log;
    }

    void take(long first, Event event) {
        line = first;
        if (!isPartOfTest(event)) {
            current().ifPresent(current -> current.endBefore(first));
        }
        event.tell(this);
        if (!(event instanceof Event.Verbatim)) {
            log.understood(first);
        }
    }

    private static boolean isPartOfTest(Event event) {
        return event instanceof Event.RunsListed
                || event instanceof Event.TestFailed
                || event instanceof Event.Noted
                || event instanceof Event.Verbatim;
    }

    /** The log is over. */
    void finish() {
        if (!release.isEmpty()) {
            log.release(release, RecordedLog.UNKNOWN_COMMIT);
        }
        keepPresence();
    }

    @Override
    public void on(Event.HostNamed event) {
        log.begin(event);
    }

    @Override
    public void on(Event.BisectionStarted event) {
        log.begin(event);
    }

    @Override
    public void on(Event.ToolsBuilding event) {
        log.begin(event);
    }

    @Override
    public void on(Event.ReleaseTesting event) {
        release = event.tag();
    }

    @Override
    public void on(Event.TestStarted event) {
        test = new RecordedTest(line, event, phase(event.commit()));
        log.add(test);
        if (!release.isEmpty()) {
            log.release(release, event.commit());
            release = "";
        }
    }

    private Phase phase(String commit) {
        boolean isParent =
                log.parent().filter(parent -> parent.commit().equals(commit)).isPresent();
        if (isParent) {
            return Phase.PARENT;
        }
        if (log.search().isPresent()) {
            return asked.isEmpty() || asked.equals(commit) ? Phase.STEP : Phase.PRESENCE;
        }
        return log.tests().isEmpty() ? Phase.ORIGINAL : Phase.RANGE;
    }

    @Override
    public void on(Event.KernelBuilt event) {
        current().ifPresent(current -> current.built(event));
    }

    @Override
    public void on(Event.BuildFailed event) {
        current().ifPresent(current -> current.unbuilt(event.error(), event));
    }

    @Override
    public void on(Event.TestContinued event) {
        // syzbot tests a commit once.
    }

    @Override
    public void on(Event.GuestsRemarked event) {
        // What it is about is no business of a replay.
    }

    @Override
    public void on(Event.RunStarted event) {
        // Logs tell of runs only when all of them are done.
    }

    @Override
    public void on(Event.RunFinished event) {
        // Logs tell of runs only when all of them are done.
    }

    @Override
    public void on(Event.TestJudged event) {
        // Logs do not tell verdicts.
    }

    @Override
    public void on(Event.RunsListed event) {
        current().ifPresent(current -> current.ran(event));
    }

    @Override
    public void on(Event.TestFailed event) {
        current().ifPresent(current -> current.failed(event.error()));
    }

    private Optional<RecordedTest> current() {
        return Optional.ofNullable(test);
    }

    @Override
    public void on(Event.SearchStarted event) {
        log.searched(event);
        bad = event.bad();
        awaitsGit = true;
    }

    @Override
    public void on(Event.SearchWarned event) {
        warning = event.text();
    }

    @Override
    public void on(Event.SearchStepped event) {
        answer(GitAnswer.step(event, warning));
    }

    @Override
    public void on(Event.MergeBaseTesting event) {
        answer(GitAnswer.mergeBase(event, warning));
    }

    @Override
    public void on(Event.CulpritFound event) {
        answer(GitAnswer.found(event, warning));
    }

    @Override
    public void on(Event.OnlySkippedLeft event) {
        answer(GitAnswer.onlySkipped(event, bad, warning));
    }

    private void answer(GitAnswer answer) {
        warning = "";
        awaitsGit = false;
        log.answered(answer);
        chosen = answer.next().commit();
    }

    @Override
    public void on(Event.CommitMarked event) {
        log.marked(event);
        keepPresence();
        awaitsGit = true;
        if (event.verdict() == Verdict.BAD) {
            bad = event.commit();
        }
    }

    @Override
    public void on(Event.ParentUntested event) {
        log.untested(event);
    }

    @Override
    public void on(Event.SignaturesCompared event) {
        log.compared(event);
    }

    @Override
    public void on(Event.Believed event) {
        // It is read as a remark.
    }

    @Override
    public void on(Event.Noted event) {
        log.noted(event);
        notePresence(event);
        if (event.note() == Note.NOOP_UNKNOWN) {
            current()
                    .filter(last -> last.phase() == Phase.PARENT)
                    .ifPresent(parent -> parent.failed(event.facts().get(0)));
        }
    }

    /** A step in search of a fix begins with the question whether the bug is in its history, and what was found. */
    private void notePresence(Event.Noted event) {
        switch (event.note()) {
            case ASKING_FOR_BUG -> asked = chosen;
            case BUG_REACHABLE -> reachable = Optional.of(event.facts().get(0));
            case TESTING_MERGE_BASE -> bases.add(event.facts().get(0));
            default -> {}
        }
    }

    private void keepPresence() {
        if (!asked.isEmpty()) {
            log.presence(new BugPresence(asked, reachable, bases));
        }
        asked = "";
        reachable = Optional.empty();
        bases.clear();
    }

    @Override
    public void on(Event.Verbatim event) {
        switch (event.kind()) {
            case TOOL_OUTPUT -> current().ifPresent(current -> current.printed(event));
            case CONTINUED -> current().ifPresent(current -> current.goesOn(event.text()));
            case UNKNOWN, BARE_ERROR, CUT_OFF -> {}
        }
    }

    @Override
    public void on(Event.BisectionFinished event) {
        if (awaitsGit && event.conclusion().kind() == Conclusion.Kind.FAILED) {
            log.answered(GitAnswer.failed(warning, event.conclusion().error()));
        }
        log.ended(event);
    }
}
