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
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Answers from a script that knows for each commit, by its title, what its kernel would do. */
final class ScriptedTester implements Tester {
    private static final String BUILD_ERROR = "a.c:1:1: error: no\na.c:2:1: error: never";

    private final Function<String, Behaviour> script;
    private final EventSink events;
    private final List<String> asked = new ArrayList<>();
    private Duration building = Duration.ofSeconds(30);
    private Duration testing = Duration.ofSeconds(10);
    private Instant now = Instant.EPOCH;

    /**
     * What a kernel does.
     *
     * @param signature of its code
     * @param builds whether it does
     * @param runs how its runs end
     */
    record Behaviour(String signature, boolean builds, Runs runs) {
        static Behaviour good(String title) {
            return new Behaviour("signature of " + title, true, Runs.all(Ending.OK));
        }

        static Behaviour bad(String title) {
            return good(title).running(Runs.all(Ending.CRASH));
        }

        Behaviour running(Runs other) {
            return new Behaviour(signature, builds, other);
        }

        Behaviour crashing(int crashes) {
            return running(Runs.all(Ending.OK).butFirst(all -> crashes, Ending.CRASH));
        }

        Behaviour unbuildable() {
            return new Behaviour(signature, false, runs);
        }

        Behaviour unbootable() {
            return running(Runs.all(new Ending(Outcome.BOOT_FAILED, "no init")));
        }

        Behaviour withSignature(String other) {
            return new Behaviour(other, builds, runs);
        }
    }

    /** How one run ends. */
    record Ending(Outcome outcome, String title) {
        static final Ending OK = new Ending(Outcome.OK, "");
        static final Ending CRASH = crash("WARNING in f");

        static Ending crash(String title) {
            return new Ending(Outcome.CRASHED, title);
        }
    }

    /** How the runs of a test end. */
    @FunctionalInterface
    interface Runs {
        /** How the run with this number, from 0, of so many ends. */
        Ending ending(int number, int all);

        static Runs all(Ending ending) {
            return (number, all) -> ending;
        }

        /** These runs, except for some at the start; {@code count} says how many of all runs these are. */
        default Runs butFirst(IntUnaryOperator count, Ending other) {
            return (number, all) -> number < count.applyAsInt(all) ? other : ending(number, all);
        }
    }

    ScriptedTester(Function<String, Behaviour> script, EventSink events) {
        this.script = script;
        this.events = events;
    }

    /** From here on builds and tests take so long. */
    void take(Duration build, Duration test) {
        building = build;
        testing = test;
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
        now = now.plus(building);
        if (!build.succeeded()) {
            return new TestResult(build, List.of(), Duration.ZERO, now);
        }
        now = now.plus(testing);
        List<Run> runs = IntStream.range(0, request.runs())
                .mapToObj(run -> run(run, behaviour.runs().ending(run, request.runs())))
                .toList();
        return new TestResult(build, runs, testing, now);
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
            events.accept(new Event.BuildFailed(commit.id(), BUILD_ERROR, building, output));
            return Build.failed(BUILD_ERROR, building);
        }
        events.accept(new Event.KernelBuilt(commit.id(), behaviour.signature(), building));
        return Build.succeeded(behaviour.signature(), building);
    }

    private static Run run(int number, Ending ending) {
        Path console = Path.of("consoles", Integer.toString(number));
        return new Run(number, ending.outcome(), ending.title(), Bytes.NONE, console, Duration.ZERO);
    }
}
