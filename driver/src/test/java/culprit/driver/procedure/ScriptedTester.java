package culprit.driver.procedure;

import culprit.git.Commit;
import culprit.report.Bytes;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Outcome;
import culprit.report.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Answers from a script that knows for each commit, by its title, what its kernel would do. */
final class ScriptedTester implements Tester {
    private static final Duration BUILD = Duration.ofSeconds(30);
    private static final Duration TEST = Duration.ofSeconds(10);

    private final Function<String, Behaviour> script;
    private final EventSink events;
    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    /**
     * What a kernel does.
     *
     * @param signature of its code
     * @param builds whether it does
     * @param crashes how many of its runs do
     * @param boots whether it does
     */
    record Behaviour(String signature, boolean builds, int crashes, boolean boots) {
        static Behaviour good(String title) {
            return new Behaviour("signature of " + title, true, 0, true);
        }

        static Behaviour bad(String title) {
            return new Behaviour("signature of " + title, true, 10, true);
        }

        Behaviour crashing(int runs) {
            return new Behaviour(signature, builds, runs, boots);
        }

        Behaviour unbuildable() {
            return new Behaviour(signature, false, crashes, boots);
        }

        Behaviour unbootable() {
            return new Behaviour(signature, builds, crashes, false);
        }

        Behaviour withSignature(String other) {
            return new Behaviour(other, builds, crashes, boots);
        }
    }

    ScriptedTester(Function<String, Behaviour> script, EventSink events) {
        this.script = script;
        this.events = events;
    }

    /** Kernels from the commit with this number on crash in all runs. */
    static Function<String, Behaviour> introducedAt(int number) {
        return title -> Integer.parseInt(title) >= number ? Behaviour.bad(title) : Behaviour.good(title);
    }

    /** Titles of the commits that were tested or (with a prefix) only built, in order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public TestResult test(TestRequest request) {
        asked.add(request.commit().title());
        Behaviour behaviour = script.apply(request.commit().title());
        Build build = tell(request.commit(), behaviour);
        now = now.plus(BUILD);
        if (!build.succeeded()) {
            return new TestResult(build, List.of(), Duration.ZERO, now);
        }
        now = now.plus(TEST);
        List<Run> runs = IntStream.range(0, request.runs())
                .mapToObj(run -> run(run, behaviour))
                .toList();
        return new TestResult(build, runs, TEST, now);
    }

    @Override
    public Build build(Commit commit) {
        asked.add("build " + commit.title());
        return tell(commit, script.apply(commit.title()));
    }

    private Build tell(Commit commit, Behaviour behaviour) {
        events.accept(new Event.TestStarted(now, commit.id(), commit.title(), "gcc (GCC) 12.2.0"));
        Path output = Path.of("builds", commit.id());
        if (!behaviour.builds()) {
            events.accept(new Event.BuildFailed(commit.id(), "a.c:1:1: error: no", BUILD, output));
            return Build.failed("a.c:1:1: error: no", BUILD);
        }
        events.accept(new Event.KernelBuilt(commit.id(), behaviour.signature(), BUILD));
        return Build.succeeded(behaviour.signature(), BUILD);
    }

    private static Run run(int number, Behaviour behaviour) {
        if (!behaviour.boots()) {
            return run(number, Outcome.BOOT_FAILED, "no init");
        }
        return number < behaviour.crashes()
                ? run(number, Outcome.CRASHED, "WARNING in f")
                : run(number, Outcome.OK, "");
    }

    private static Run run(int number, Outcome outcome, String title) {
        return new Run(number, outcome, title, Bytes.NONE, Path.of("consoles", Integer.toString(number)), TEST);
    }
}
