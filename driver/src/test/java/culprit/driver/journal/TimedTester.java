package culprit.driver.journal;

import culprit.driver.procedure.Build;
import culprit.driver.procedure.TestRequest;
import culprit.driver.procedure.TestResult;
import culprit.driver.procedure.Tester;
import culprit.git.Commit;
import culprit.report.Bytes;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.Outcome;
import culprit.report.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Builds and runs kernels whose behaviour follows from their number, on a clock of its own that goes on from the last
 * time in a journal; notes every build and run that it finishes.
 */
public final class TimedTester implements Tester {
    private static final Duration BUILD = Duration.ofSeconds(30, 7);

    private final Kernels kernels;
    private final int guests;
    private final EventSink events;
    private final List<String> made;
    private Instant now;

    /** How kernels behave; commits are named by their titles. */
    public interface Kernels {
        boolean builds(String title);

        /** What names the code of the kernel. */
        default String signature(String title) {
            return "signature of " + title;
        }

        Ending ending(String title, int run);

        /** What the kernel writes when it crashes. */
        default String report() {
            return "f+0x1/0x2 \u00ff \"quoted\"\n";
        }
    }

    /** How a run ends. */
    public record Ending(Outcome outcome, String title) {
        public static final Ending OK = new Ending(Outcome.OK, "");
        public static final Ending NO_BOOT = new Ending(Outcome.BOOT_FAILED, "no init");

        public static Ending crash(String title) {
            return new Ending(Outcome.CRASHED, title);
        }
    }

    /**
     * Kernels of commits with numbers for titles.
     *
     * @param introduced from the commit with this number on, two runs of three crash
     * @param unbuildable numbers of commits that do not build
     * @param unbootable numbers of commits that do not boot
     */
    record Script(int introduced, Set<Integer> unbuildable, Set<Integer> unbootable) implements Kernels {
        @Override
        public boolean builds(String title) {
            return !unbuildable.contains(Integer.parseInt(title));
        }

        @Override
        public Ending ending(String title, int run) {
            int number = Integer.parseInt(title);
            if (unbootable.contains(number)) {
                return Ending.NO_BOOT;
            }
            return number >= introduced && run % 3 != 1 ? Ending.crash("WARNING in f\u00e9") : Ending.OK;
        }
    }

    /** A tester that notes what it makes in {@code made} before it tells. */
    public TimedTester(Kernels kernels, int guests, EventSink events, List<String> made, List<Event> journal) {
        this.kernels = kernels;
        this.guests = guests;
        this.events = events;
        this.made = made;
        this.now = latest(journal);
    }

    private static Instant latest(List<Event> journal) {
        Instant latest = Instant.parse("2022-10-01T12:00:00Z");
        for (Event event : journal) {
            if (event instanceof Event.TestStarted started) {
                latest = started.at();
            } else if (event instanceof Event.KernelBuilt || event instanceof Event.BuildFailed) {
                latest = latest.plus(BUILD);
            } else if (event instanceof Event.RunFinished run) {
                latest = run.at();
            }
        }
        return latest;
    }

    @Override
    public TestResult test(TestRequest request) {
        Build build = request.build().isPresent() ? request.build().get() : build(request.commit());
        if (!build.succeeded()) {
            return new TestResult(build, List.of(), Duration.ZERO, now);
        }
        Instant begin = now;
        List<Run> runs = new ArrayList<>(request.done());
        Set<Integer> done = Set.copyOf(runs.stream().map(Run::number).toList());
        Deque<Integer> missing = new ArrayDeque<>(IntStream.range(0, request.runs())
                .filter(run -> !done.contains(run))
                .boxed()
                .toList());
        run(request, missing, runs);
        runs.sort(Comparator.comparingInt(Run::number));
        return new TestResult(build, runs, Duration.between(begin, now), now);
    }

    private void run(TestRequest request, Deque<Integer> missing, List<Run> finished) {
        Commit commit = request.commit();
        PriorityQueue<Event.RunFinished> running = new PriorityQueue<>(Comparator.comparing(Event.RunFinished::at)
                .thenComparing(event -> event.run().number()));
        while (!request.isAnsweredBy(finished)) {
            while (running.size() < guests && !missing.isEmpty()) {
                events.accept(new Event.RunStarted(commit.id(), missing.getFirst()));
                Run run = run(commit, missing.removeFirst());
                running.add(new Event.RunFinished(now.plus(run.elapsed()), commit.id(), run));
            }
            Event.RunFinished first = running.remove();
            now = first.at();
            finished.add(first.run());
            made.add(commit.id() + " run " + first.run().number());
            events.accept(first);
        }
    }

    private Run run(Commit commit, int number) {
        Duration elapsed = Duration.ofMillis(10_000 + 1_700L * (number * 7 % 5));
        Path console = Path.of("consoles", commit.id() + "." + number + ".txt");
        Ending ending = kernels.ending(commit.title(), number);
        Bytes report = ending.outcome() == Outcome.CRASHED ? Bytes.of(kernels.report()) : Bytes.NONE;
        return new Run(number, ending.outcome(), ending.title(), report, console, elapsed);
    }

    @Override
    public Build build(Commit commit) {
        events.accept(new Event.TestStarted(now, commit.id(), commit.title(), "gcc (GCC) 12.2.0"));
        now = now.plus(BUILD);
        made.add(commit.id() + " build");
        if (!kernels.builds(commit.title())) {
            String error = "a.c:1:1: error: no \u0080";
            events.accept(new Event.BuildFailed(commit.id(), error, BUILD, Path.of("builds", commit.id())));
            return Build.failed(error, BUILD);
        }
        events.accept(new Event.KernelBuilt(commit.id(), kernels.signature(commit.title()), BUILD));
        return Build.succeeded(kernels.signature(commit.title()), BUILD);
    }
}
