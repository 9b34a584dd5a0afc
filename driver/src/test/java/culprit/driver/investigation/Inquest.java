package culprit.driver.investigation;

import culprit.driver.journal.TimedTester;
import culprit.driver.procedure.Bisection;
import culprit.driver.procedure.Plan;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.TestRepository;
import culprit.git.Commit;
import culprit.git.JGitHistory;
import culprit.git.Revert;
import culprit.git.Reverts;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.RawText;
import culprit.report.SyzbotText;
import culprit.report.crash.LineExpression;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An investigation of a real repository whose kernels follow a script, and what it told. */
final class Inquest implements EventSink {
    private static final Instant STARTED = Instant.parse("2022-10-01T12:00:00Z");

    private final TestRepository repository;
    private final List<Event> events = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> made = new ArrayList<>();
    private String function = "0";
    private Aim aim = new Aim(0.95, 1, Optional.empty(), true);

    Inquest(TestRepository repository) {
        this.repository = repository;
    }

    Inquest lookingFor(String title) throws Exception {
        aim = new Aim(aim.confidence(), aim.guests(), Optional.of(LineExpression.of(title)), aim.verify());
        return this;
    }

    Inquest withoutProof() {
        aim = new Aim(aim.confidence(), aim.guests(), aim.title(), false);
        return this;
    }

    /** Investigates what happened between the good commits and the bad one, all named by their titles. */
    Conclusion of(TimedTester.Kernels kernels, String bad, String... goods) throws Exception {
        try (JGitHistory history = repository.open();
                Reverts reverts = history.reverts(repository.directory().resolve("../objects"))) {
            List<Commit> good = new ArrayList<>();
            for (String title : goods) {
                good.add(history.commit(repository.id(title)));
            }
            Plan plan = Plan.cause(STARTED, history.commit(repository.id(bad)), good);
            TimedTester tester = new TimedTester(kernels, aim.guests(), this, made, List.of());
            return new Investigation(
                            new Investigation.Sources(
                                    history, tester, new RealReverts(reverts, Integer.parseInt(function))),
                            this,
                            plan,
                            aim)
                    .run();
        }
    }

    /** The same by fixed rules: ten runs at each commit, and any crash is the bug. */
    Conclusion byTenRunsOf(TimedTester.Kernels kernels, String bad) throws Exception {
        try (JGitHistory history = repository.open()) {
            Plan plan = Plan.cause(STARTED, history.commit(repository.id(bad)), List.of());
            TimedTester tester = new TimedTester(kernels, aim.guests(), this, made, List.of());
            return new Bisection(history, tester, this, plan, Rules.syzbot2020(10)).run();
        }
    }

    /** Kernels of commits before this one lack the function that crashes. */
    Inquest withFunctionSince(String title) {
        function = title;
        return this;
    }

    /** Kernels by a script are made of all files. */
    private record RealReverts(Reverts reverts, int function) implements Facts {
        @Override
        public Optional<Set<String>> compiled(Commit commit, List<String> files) {
            return Optional.of(Set.copyOf(files));
        }

        @Override
        public Optional<Boolean> hasFunction(Commit commit, String function) {
            return Optional.of(Integer.parseInt(commit.title()) >= this.function);
        }

        @Override
        public Revert revert(Commit unwanted, Commit onto) throws culprit.git.HistoryException {
            return reverts.of(unwanted.id(), onto.id());
        }
    }

    @Override
    public void accept(Event event) {
        events.add(event);
        log.writeBytes(new SyzbotText().of(event));
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    List<Event> events() {
        return events;
    }

    /** What was written, with titles of commits for their ids. */
    String log() {
        return repository.withTitles(RawText.of(log.toByteArray()));
    }

    /** How many runs were made. */
    long runs() {
        return made.stream().filter(what -> what.contains(" run ")).count();
    }

    /** How many kernels were built. */
    long builds() {
        return made.stream().filter(what -> what.endsWith(" build")).count();
    }

    Path directory() {
        return repository.directory();
    }
}
