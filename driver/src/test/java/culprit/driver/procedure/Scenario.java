package culprit.driver.procedure;

import culprit.driver.procedure.ScriptedTester.Behaviour;
import culprit.driver.procedure.ScriptedTester.Ending;
import culprit.driver.procedure.ScriptedTester.Runs;
import culprit.git.Commit;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.Conclusion;
import culprit.report.Direction;
import culprit.report.Era;
import culprit.report.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A bisection in a {@link KernelHistory} whose kernels crash if the commit that brought the bug is in their history and
 * the one that fixed it is not. Told step by step, then run once.
 */
final class Scenario {
    /** What {@link #sameBinary} kernels have. */
    static final String SAME_SIGNATURE = signature("a");

    private static final LocalDate TODAY = LocalDate.parse("2026-08-17");

    private final Direction direction;
    private final String start;
    private final List<BiFunction<Integer, Behaviour, Behaviour>> exceptions = new ArrayList<>();
    private final List<String> goods = new ArrayList<>();
    private String tip = "905";
    private String introduced = "";
    private String fixed = "";
    private Runs crashing = Runs.all(Ending.CRASH);
    private Runs clean = Runs.all(Ending.OK);
    private boolean crossTree;
    private Rules rules = Rules.today();
    private Era era = new Era(TODAY);
    private Duration testing = Duration.ofSeconds(10);

    /**
     * What came of it.
     *
     * @param rawLog as of the day whose rules were used
     * @param asked the titles of the commits tested or, with a prefix, built
     */
    record Answer(TestRepository repository, Conclusion conclusion, String rawLog, List<String> asked) {
        Conclusion.Kind kind() {
            return conclusion.kind();
        }

        /** The titles of the commits that may be the culprit. */
        List<String> candidates() {
            return conclusion.candidates().stream().map(repository::title).toList();
        }

        /** The log with titles in angle brackets for ids. */
        String log() {
            return repository.withTitles(rawLog);
        }

        double confidence() {
            return conclusion.checks().confidence().orElseThrow();
        }
    }

    private Scenario(Direction direction, String start) {
        this.direction = direction;
        this.start = start;
    }

    /** The signature of the kernel of the commit with this title. */
    static String signature(String title) {
        return "0".repeat(64 - title.length()) + title;
    }

    /** A search for the cause of a crash at the commit with this title. */
    static Scenario cause(String start) {
        return new Scenario(Direction.CAUSE, start);
    }

    /** A search for the commit that ended a crash, between the commit with this title and 905. */
    static Scenario fix(String start) {
        return new Scenario(Direction.FIX, start);
    }

    /** The bug is not there from the beginning. */
    Scenario introducedAt(String title) {
        introduced = title;
        return this;
    }

    Scenario fixedAt(String title) {
        fixed = title;
        return this;
    }

    /** A sixth of the runs crash, and two at least. */
    Scenario flaky() {
        return crashing(Runs.all(Ending.OK).butFirst(all -> Math.max(2, all / 6), Ending.CRASH));
    }

    /** What kernels with the bug do. */
    Scenario crashing(Runs runs) {
        crashing = runs;
        return this;
    }

    /** What kernels without the bug do. */
    Scenario clean(Runs runs) {
        clean = runs;
        return this;
    }

    /** Kernels of commits with these numbers do not boot. */
    Scenario unbootable(int first, int last) {
        return except(first, last, Behaviour::unbootable);
    }

    /** Kernels of commits with these numbers do not build. */
    Scenario unbuildable(int first, int last) {
        return except(first, last, Behaviour::unbuildable);
    }

    /** At commits with these numbers the machine spoils just over half of the runs, and no other crashes. */
    Scenario spoiled(int first, int last) {
        Ending trouble = new Ending(Outcome.INFRA, "no machine left");
        return except(
                first, last, behaviour -> behaviour.running(Runs.all(Ending.OK).butFirst(all -> all / 2 + 1, trouble)));
    }

    /** The kernels of commits with these numbers are the same. */
    Scenario sameBinary(int first, int last) {
        return except(first, last, behaviour -> behaviour.withSignature(SAME_SIGNATURE));
    }

    private Scenario except(int first, int last, UnaryOperator<Behaviour> change) {
        exceptions.add((number, behaviour) -> number >= first && number <= last ? change.apply(behaviour) : behaviour);
        return this;
    }

    /** These commits are given as good. */
    Scenario good(String... titles) {
        goods.addAll(List.of(titles));
        return this;
    }

    /** The fix is looked for up to this commit. */
    Scenario upTo(String title) {
        tip = title;
        return this;
    }

    Scenario acrossTrees() {
        crossTree = true;
        return this;
    }

    /** By the rules of syzbot on that day. */
    Scenario on(String day) {
        era = new Era(LocalDate.parse(day));
        return by(Rules.on(era.date()));
    }

    Scenario by(Rules other) {
        rules = other;
        return this;
    }

    /** Each test takes so long. */
    Scenario taking(Duration test) {
        testing = test;
        return this;
    }

    Answer bisect(TestRepository repository) throws Exception {
        Recording recording = new Recording();
        try (JGitHistory history = repository.open()) {
            ScriptedTester tester = new ScriptedTester(kernels(repository, history), recording);
            tester.take(Duration.ofSeconds(30), testing);
            Conclusion conclusion = new Bisection(history, tester, recording, plan(repository, history), rules).run();
            return new Answer(repository, conclusion, recording.log(era), tester.asked());
        }
    }

    private Plan plan(TestRepository repository, JGitHistory history) throws HistoryException {
        Commit bad = history.commit(repository.id(start));
        if (direction == Direction.FIX) {
            Plan plan = Plan.fix(Instant.EPOCH, bad, history.commit(repository.id(tip)));
            return crossTree ? plan.acrossTrees() : plan;
        }
        List<Commit> known = new ArrayList<>();
        for (String good : goods) {
            known.add(history.commit(repository.id(good)));
        }
        return Plan.cause(Instant.EPOCH, bad, known);
    }

    private Function<String, Behaviour> kernels(TestRepository repository, JGitHistory history)
            throws HistoryException {
        Map<String, Behaviour> kernels = new HashMap<>();
        for (String title : repository.titles()) {
            boolean hasBug =
                    introduced.isEmpty() || history.isAncestor(repository.id(introduced), repository.id(title));
            boolean hasFix = !fixed.isEmpty() && history.isAncestor(repository.id(fixed), repository.id(title));
            Behaviour behaviour =
                    Behaviour.good(title).withSignature(signature(title)).running(hasBug && !hasFix ? crashing : clean);
            for (BiFunction<Integer, Behaviour, Behaviour> exception : exceptions) {
                behaviour = exception.apply(Integer.valueOf(title), behaviour);
            }
            kernels.put(title, behaviour);
        }
        return kernels::get;
    }
}
