package culprit.driver.replay;

import culprit.driver.replay.RecordedTest.Phase;
import culprit.git.ReleaseTag;
import culprit.report.Conclusion;
import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.LogReader;
import culprit.report.Note;
import culprit.report.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The facts of a recorded log, and which decisions of its writer can be told from it. */
final class RecordedLog {
    /** Stands for a commit that the log does not name: that of a release or tip whose test was not begun. */
    static final String UNKNOWN_COMMIT = "0".repeat(40);

    private final List<RecordedTest> tests = new ArrayList<>();
    private final List<ReleaseTag> releases = new ArrayList<>();
    private final List<Event.CommitMarked> marks = new ArrayList<>();
    private final NavigableMap<Integer, GitAnswer> answers = new TreeMap<>();
    private final List<BugPresence> presence = new ArrayList<>();
    private final Map<Note, List<String>> notes = new LinkedHashMap<>();
    private Optional<Event.HostNamed> host = Optional.empty();
    private Optional<Event.BisectionStarted> start = Optional.empty();
    private Optional<Event.ToolsBuilding> tools = Optional.empty();
    private Optional<Event.SearchStarted> search = Optional.empty();
    private Optional<Event.SignaturesCompared> signatures = Optional.empty();
    private Optional<Event.ParentUntested> parent = Optional.empty();
    private Optional<Event.BisectionFinished> end = Optional.empty();
    private Optional<Reading> reading = Optional.empty();

    private long understood;

    private RecordedLog() {}

    /** Reads a log to its end. */
    static RecordedLog read(InputStream in) throws IOException {
        RecordedLog log = new RecordedLog();
        Transcription transcription = new Transcription(log);
        log.reading = Optional.of(LogReader.read(in, transcription::take));
        transcription.finish();
        return log;
    }

    void understood(long line) {
        understood = line;
    }

    void begin(Event.HostNamed event) {
        host = Optional.of(event);
    }

    void begin(Event.BisectionStarted event) {
        start = start.or(() -> Optional.of(event));
    }

    void begin(Event.ToolsBuilding event) {
        tools = tools.or(() -> Optional.of(event));
    }

    void add(RecordedTest test) {
        tests.add(test);
    }

    void release(String tag, String commit) {
        ReleaseTag.parse(tag, commit).ifPresent(releases::add);
    }

    void searched(Event.SearchStarted event) {
        search = Optional.of(event);
    }

    void marked(Event.CommitMarked event) {
        marks.add(event);
    }

    void answered(GitAnswer answer) {
        answers.putIfAbsent(marks.size(), answer);
    }

    void noted(Event.Noted event) {
        notes.putIfAbsent(event.note(), event.facts());
    }

    void presence(BugPresence found) {
        presence.add(found);
    }

    void compared(Event.SignaturesCompared event) {
        signatures = Optional.of(event);
    }

    void untested(Event.ParentUntested event) {
        parent = Optional.of(event);
    }

    void ended(Event.BisectionFinished event) {
        end = Optional.of(event);
    }

    Reading reading() {
        return reading.orElseThrow();
    }

    Optional<Event.HostNamed> host() {
        return host;
    }

    Optional<Event.BisectionStarted> start() {
        return start;
    }

    Optional<Event.ToolsBuilding> tools() {
        return tools;
    }

    Direction direction() {
        return start.map(Event.BisectionStarted::direction).orElse(Direction.CAUSE);
    }

    List<RecordedTest> tests() {
        return tests;
    }

    /** The releases that were tested, newest first; the last one's commit may be unknown. */
    List<ReleaseTag> releases() {
        return releases;
    }

    Optional<Event.SearchStarted> search() {
        return search;
    }

    List<Event.CommitMarked> marks() {
        return marks;
    }

    /** git's answers, by how many marks it had been told. */
    NavigableMap<Integer, GitAnswer> answers() {
        return answers;
    }

    List<BugPresence> presence() {
        return presence;
    }

    /** The first word to git about a commit. */
    Optional<Event.CommitMarked> markOf(String commit) {
        return marks.stream().filter(mark -> mark.commit().equals(commit)).findFirst();
    }

    /** The variable parts of the first remark of a kind. */
    Optional<List<String>> facts(Note note) {
        return Optional.ofNullable(notes.get(note));
    }

    Optional<Event.SignaturesCompared> signatures() {
        return signatures;
    }

    Optional<Event.ParentUntested> parent() {
        return parent;
    }

    Optional<Event.BisectionFinished> end() {
        return end;
    }

    Optional<Conclusion> conclusion() {
        return end.map(Event.BisectionFinished::conclusion).filter(found -> found.kind() != Conclusion.Kind.UNTOLD);
    }

    /** Whether it is one of ours that does not go by fixed rules. */
    boolean weighsEvidence() {
        return notes.containsKey(Note.SAID);
    }

    /** The error with which the bisection ended, if it did. */
    Optional<String> error() {
        return conclusion()
                .filter(found ->
                        found.kind() == Conclusion.Kind.FAILED || found.kind() == Conclusion.Kind.NOT_REPRODUCED)
                .map(Conclusion::error);
    }

    /** Whether the release that stands last is known to be the oldest one that could be tested. */
    boolean knowsAllReleases() {
        return conclusion()
                .filter(found -> found.kind() == Conclusion.Kind.OLDEST_RELEASE_BAD
                        || (found.kind() == Conclusion.Kind.CANDIDATES && search.isEmpty())
                        || isAboutReleases(found.error()))
                .isPresent();
    }

    private static boolean isAboutReleases(String error) {
        return error.startsWith("no release tags") || error.startsWith("oldest tested release");
    }

    /** The number of the first line that no rule knows; not if the log breaks off there, in the midst of something. */
    Optional<Long> unreadable() {
        Optional<Long> unknown = reading().unknownLines().stream().findFirst();
        boolean breaksOff =
                !isComplete() && unknown.filter(first -> first > understood).isPresent();
        return breaksOff ? Optional.empty() : unknown;
    }

    /** Whether it breaks off within this line. */
    boolean isCutIn(long line) {
        return reading().cutOff() && line >= reading().lines();
    }

    /** Whether it is there up to its last line. */
    boolean isComplete() {
        return end.isPresent() && !reading().cutOff();
    }

    /** The number of the first line of the last test: where a log that is not complete begins to break off. */
    long breakingOff() {
        return last().map(RecordedTest::line).orElse(1L);
    }

    Optional<RecordedTest> last() {
        return tests.isEmpty() ? Optional.empty() : Optional.of(tests.get(tests.size() - 1));
    }

    /** The last one that is a test, not only the build of the culprit's parent. */
    Optional<RecordedTest> lastTest() {
        return tests.stream().filter(test -> test.phase() != Phase.PARENT).reduce((earlier, later) -> later);
    }
}
