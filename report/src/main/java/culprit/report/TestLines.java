package culprit.report;

import culprit.report.Event.BuildFailed;
import culprit.report.Event.KernelBuilt;
import culprit.report.Event.RunsListed;
import culprit.report.Event.TestContinued;
import culprit.report.Event.TestFailed;
import culprit.report.Event.TestStarted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lines about the tests of commits. One thread's. */
final class TestLines {
    private static final Period ANY_BUILD_ERROR = Period.until(Change.BUILD_FAILURE_NAMED);
    private static final int LONG_SIGNATURE = 64;

    /** Far more than any test has, so that a list of runs without end does not fill the memory. */
    private static final int MAX_RUNS = 1000;

    private final Cursor cursor;
    private final Transcript transcript;
    private final Map<String, String> releases = new HashMap<>();
    private String release = "";
    private String commit = "";

    /** Whether text that no rule knows would be that of a build that failed. */
    private boolean expectsBuild;

    private boolean shortSignatures;
    private boolean longSignatures;
    private boolean ran;

    TestLines(Cursor cursor, Transcript transcript) {
        this.cursor = cursor;
        this.transcript = transcript;
    }

    void register(Map<Enum<?>, Runnable> rules) {
        rules.put(Line.TEST_WITH, () -> start(Line.TEST_WITH));
        rules.put(Line.TEST, () -> start(Line.TEST));
        rules.put(Line.TEST_BY, () -> start(Line.TEST_BY));
        rules.put(Line.TEST_AGAIN, this::goOn);
        rules.put(Line.SIGNATURE, this::signature);
        rules.put(Line.BUILD_FAILED, this::buildFailed);
        rules.put(Line.ALL_RUNS, this::runs);
        rules.put(Line.RUN, this::runs);
    }

    /** The next test is that of a release. */
    void release(String tag) {
        release = tag;
    }

    /** The commit of a release that was tested; else the name itself. */
    String commitOf(String name) {
        return releases.getOrDefault(name, name);
    }

    /** Whether text that no rule knows would be that of a build that failed. */
    boolean expectsBuild() {
        return expectsBuild;
    }

    /** The days on which kernels had such signatures, or none; any form of log can have any of these. */
    Period daysOfSignatures() {
        if (shortSignatures == longSignatures) {
            return ran && !longSignatures ? Period.until(Change.SIGNATURES) : Period.ALWAYS;
        }
        return longSignatures ? Period.since(Change.LONG_SIGNATURES) : Period.until(Change.LONG_SIGNATURES);
    }

    /** Whether the line may stand between the start of a test and the end of its build. */
    boolean isPartOfBuild(Grammar.Match match) {
        return match.note().isPresent()
                || match.is(Line.TEST_WITH)
                || match.is(Line.TEST)
                || match.is(Line.TEST_BY)
                || match.is(Line.SIGNATURE);
    }

    /** What no rule knows from here on is not about the build. */
    void endBuild() {
        expectsBuild = false;
    }

    private void start(Line kind) {
        List<String> values = cursor.match().orElseThrow().values();
        cursor.pass(kind.period());
        commit = values.get(0);
        if (!release.isEmpty()) {
            releases.put(release, commit);
            release = "";
        }
        String compiler = kind == Line.TEST_WITH ? values.get(1) : compiler();
        TestStarted started = new TestStarted(Instant.EPOCH, commit, "", compiler);
        transcript.add(
                kind == Line.TEST_BY ? new TestStarted(Instant.EPOCH, commit, "", compiler, values.get(1)) : started);
        expectsBuild = true;
    }

    private void goOn() {
        List<String> values = cursor.match().orElseThrow().values();
        cursor.pass(Line.TEST_AGAIN.period());
        commit = values.get(0);
        transcript.add(new TestContinued(commit, Integer.parseInt(values.get(1))));
    }

    private String compiler() {
        List<String> compiler = cursor.read(Line.COMPILER);
        if (compiler == null || compiler.get(0).isEmpty()) {
            return "";
        }
        cursor.pass(Line.COMPILER.period());
        return compiler.get(0);
    }

    private void signature() {
        String signature = cursor.match().orElseThrow().values().get(0);
        cursor.pass(Line.SIGNATURE.period());
        shortSignatures |= signature.length() < LONG_SIGNATURE;
        longSignatures |= signature.length() >= LONG_SIGNATURE;
        transcript.add(new KernelBuilt(commit, signature, Duration.ZERO));
    }

    private void buildFailed() {
        List<String> values = cursor.match().orElseThrow().values();
        cursor.pass(Line.BUILD_FAILED.period());
        failed(values.get(0), values.get(1) + cursor.carryOn());
    }

    private void failed(String built, String error) {
        transcript.add(new BuildFailed(built, error, Duration.ZERO, Path.of("")));
    }

    /** No rule knows the line, and a test has just been started. */
    void unbuilt() {
        expectsBuild = false;
        List<String> failure = cursor.take(Line.TEST_FAILED);
        if (failure != null) {
            transcript.add(new TestFailed(commit, failure.get(0) + cursor.carryOn()));
            return;
        }
        String words = cursor.carry();
        if (words.isEmpty()) {
            transcript.skip(false);
        } else if (cursor.at(Line.BUILD_FAILED)) {
            transcript.add(TextKind.TOOL_OUTPUT, words);
        } else if (!cursor.at(Line.RUN) && !cursor.at(Line.ALL_RUNS) && cursor.narrow(ANY_BUILD_ERROR)) {
            failed(commit, words.substring(0, words.length() - 1));
        } else {
            transcript.reject(words);
        }
    }

    private void runs() {
        boolean alike = cursor.at(Line.ALL_RUNS);
        Line kind = alike ? Line.ALL_RUNS : Line.RUN;
        List<Run> runs = new ArrayList<>();
        Optional<Run> run = run(kind);
        while (run.isPresent()) {
            runs.add(run.get());
            boolean last = alike || cursor.isOverflown() || runs.size() == MAX_RUNS;
            run = last ? Optional.empty() : run(kind);
        }
        if (runs.isEmpty()) {
            transcript.skip(false);
        } else {
            ran = true;
            transcript.add(new RunsListed(commit, runs, alike));
        }
    }

    private Optional<Run> run(Line kind) {
        if (!cursor.at(kind)) {
            return Optional.empty();
        }
        List<String> values = cursor.match().orElseThrow().values();
        int number = values.size() == 1 ? 0 : Integer.parseInt(values.get(0));
        Optional<Run> run = OutcomeText.read(number, values.get(values.size() - 1), cursor.period());
        run.ifPresent(read -> cursor.pass(OutcomeText.line(read.outcome()).period()));
        return run.map(this::withContinuation);
    }

    /** Failed commands have told their errors. A crash title has one line. */
    private Run withContinuation(Run run) {
        return switch (run.outcome()) {
            case OK, CRASHED, IGNORED -> run;
            case BOOT_FAILED, TEST_FAILED, INFRA, FAILED ->
                Run.recorded(run.number(), run.outcome(), run.title() + cursor.carryOn());
        };
    }
}
