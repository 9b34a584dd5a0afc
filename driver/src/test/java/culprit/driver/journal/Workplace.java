package culprit.driver.journal;

import culprit.driver.investigation.Aim;
import culprit.driver.investigation.Facts;
import culprit.driver.investigation.Investigation;
import culprit.driver.procedure.Bisection;
import culprit.driver.procedure.Plan;
import culprit.driver.procedure.Rules;
import culprit.driver.procedure.TestRepository;
import culprit.git.Commit;
import culprit.git.JGitHistory;
import culprit.git.Revert;
import culprit.report.Conclusion;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.RawText;
import culprit.report.SyzbotText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A journal, a real repository and kernels by a script: bisections that can be stopped after any line of the journal. */
final class Workplace implements AutoCloseable {
    static final int NEVER = Integer.MAX_VALUE;
    private static final int RUNS = 4;

    private final TestRepository repository;
    private final JGitHistory history;
    private final TimedTester.Kernels script;
    private final List<String> goods;
    private final Path journal;
    private final int guests;

    /** Builds and runs that were finished, in all bisections of this workplace. */
    final List<String> made = new ArrayList<>();

    private boolean investigates;
    private Rules rules = Rules.syzbot2020(RUNS);
    private SyzbotText text = new SyzbotText();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    /** The process is gone, as if killed. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Workplace(TestRepository repository, TimedTester.Kernels script, Path journal, int guests, String... goods)
            throws Exception {
        this.repository = repository;
        this.history = repository.open();
        this.script = script;
        this.journal = journal;
        this.guests = guests;
        this.goods = List.of(goods);
    }

    /** From here on tests end early. */
    Workplace stoppingEarly() {
        rules = rules.stoppingEarly();
        return this;
    }

    /** From here on evidence is weighed. */
    Workplace investigating() {
        investigates = true;
        return this;
    }

    /** Begins or continues, up to the end or until the file has so many events; empty if it was stopped. */
    Optional<Conclusion> bisect(int lines) throws Exception {
        text = new SyzbotText();
        log.reset();
        List<Commit> known = new ArrayList<>();
        for (String good : goods) {
            known.add(history.commit(repository.id(good)));
        }
        Plan plan = Plan.cause(Instant.parse("2022-10-01T12:00:00Z"), history.commit(repository.id("40")), known);
        try (Journal file = Journal.open(journal, Unforced::new)) {
            EventSink events = new Stopping(file, lines);
            TimedTester real = new TimedTester(script, guests, events, made, file.loaded());
            ResumingTester tester = new ResumingTester(new Known(file.loaded()), real, events);
            return Optional.of(
                    investigates
                            ? investigation(tester, events, plan).run()
                            : new Bisection(history, tester, events, plan, rules).run());
        } catch (Killed e) {
            return Optional.empty();
        }
    }

    private Investigation investigation(ResumingTester tester, EventSink events, Plan plan) {
        Aim aim = new Aim(0.95, guests, Optional.empty(), true);
        return new Investigation(new Investigation.Sources(history, tester, new NoFacts()), events, plan, aim);
    }

    /** Nothing is known of a commit but what its tests show. */
    private static final class NoFacts implements Facts {
        @Override
        public Optional<Set<String>> compiled(Commit commit, List<String> files) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> hasFunction(Commit commit, String function) {
            return Optional.empty();
        }

        @Override
        public Revert revert(Commit unwanted, Commit onto) {
            return new Revert(Revert.Kind.MERGE, Optional.empty(), List.of());
        }
    }

    /** The log of the last bisection. */
    String log() {
        return RawText.of(log.toByteArray());
    }

    List<Event> events() throws Exception {
        return Journal.read(journal);
    }

    @Override
    public void close() {
        history.close();
    }

    private final class Stopping implements EventSink {
        private final Journal file;
        private final int lines;

        Stopping(Journal file, int lines) {
            this.file = file;
            this.lines = lines;
        }

        @Override
        public void accept(Event event) {
            file.accept(event);
            log.writeBytes(text.of(event));
            if (lines != NEVER && size() >= lines) {
                throw new Killed();
            }
        }

        private long size() {
            try {
                String text = Files.readString(journal, StandardCharsets.ISO_8859_1);
                return text.chars().filter(c -> c == '\n').count() - 1; // without the header
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
