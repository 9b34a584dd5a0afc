package culprit.report.terminal;

import culprit.report.Event;
import culprit.report.Event.Believed;
import culprit.report.Event.BisectionFinished;
import culprit.report.Event.BisectionStarted;
import culprit.report.Event.BuildFailed;
import culprit.report.Event.CommitMarked;
import culprit.report.Event.CulpritFound;
import culprit.report.Event.GuestsRemarked;
import culprit.report.Event.HostNamed;
import culprit.report.Event.KernelBuilt;
import culprit.report.Event.MergeBaseTesting;
import culprit.report.Event.Noted;
import culprit.report.Event.OnlySkippedLeft;
import culprit.report.Event.ParentUntested;
import culprit.report.Event.ReleaseTesting;
import culprit.report.Event.RunFinished;
import culprit.report.Event.RunStarted;
import culprit.report.Event.RunsListed;
import culprit.report.Event.SearchStarted;
import culprit.report.Event.SearchStepped;
import culprit.report.Event.SearchWarned;
import culprit.report.Event.SignaturesCompared;
import culprit.report.Event.TestContinued;
import culprit.report.Event.TestFailed;
import culprit.report.Event.TestJudged;
import culprit.report.Event.TestStarted;
import culprit.report.Event.ToolsBuilding;
import culprit.report.Event.Verbatim;
import culprit.report.EventListener;
import culprit.report.Note;
import culprit.report.RawText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the notable events into lines and keeps the {@link Situation} up to date. One thread's. */
final class Narrator implements EventListener {
    private final Situation situation;
    private final Path log;
    private final List<String> lines = new ArrayList<>();

    /** Why the next test is done, such as {@code release v5.5: }; empty for the first. */
    private String occasion = "";

    private Optional<SearchStepped> chosen = Optional.empty();

    Narrator(Situation situation, Path log) {
        this.situation = situation;
        this.log = log;
    }

    /** The lines that this event is worth, without line ends; often none. */
    List<String> tell(Event event) {
        lines.clear();
        event.tell(this);
        return List.copyOf(lines);
    }

    /** The text as a line of this moment, with the time since the start. */
    String stamped(String text) {
        String clock = Wording.clock(situation.elapsed());
        return "[" + " ".repeat(Math.max(0, 5 - clock.length())) + clock + "] " + text;
    }

    private void say(String text) {
        lines.add(stamped(text));
    }

    @Override
    public void on(HostNamed event) {
        // The reader of the terminal knows the machine and the time.
    }

    @Override
    public void on(BisectionStarted event) {
        say("looking for " + Wording.aim(event));
    }

    @Override
    public void on(ToolsBuilding event) {
        String what = "building syzkaller " + Wording.commit(event.commit());
        situation.doing(what);
        say(what);
    }

    @Override
    public void on(ReleaseTesting event) {
        occasion = "release " + Wording.raw(event.tag()) + ": ";
    }

    @Override
    public void on(TestStarted event) {
        situation.testStarted();
        situation.doing("building " + Wording.commit(event.commit()));
        String left = chosen.map(step -> Wording.counted(step.left(), "revision") + " left, ")
                .orElse("");
        String outlook = " (" + left + situation.outlook() + ")";
        say(occasion + "building " + Wording.named(event.commit(), event.title()) + outlook);
        occasion = "";
        chosen = Optional.empty();
    }

    @Override
    public void on(KernelBuilt event) {
        situation.buildEnded(event.elapsed());
    }

    @Override
    public void on(BuildFailed event) {
        situation.buildEnded(event.elapsed());
        String first = event.error().lines().findFirst().orElse("no message");
        say(Wording.commit(event.commit()) + " does not build: " + Wording.raw(first) + " (see "
                + RawText.visible(event.output().toString()) + ")");
    }

    @Override
    public void on(TestContinued event) {
        situation.testStarted();
        say(occasion + "testing " + Wording.commit(event.commit()) + " again, "
                + Wording.counted(event.runs(), "more run"));
        occasion = "";
        chosen = Optional.empty();
    }

    @Override
    public void on(RunStarted event) {
        if (situation.runStarted()) {
            situation.doing("testing " + Wording.commit(event.commit()));
        }
    }

    @Override
    public void on(RunFinished event) {
        situation.runFinished(event.run());
    }

    @Override
    public void on(GuestsRemarked event) {
        say(Wording.raw(event.text()));
    }

    @Override
    public void on(TestJudged event) {
        situation.testEnded(event.elapsed());
        String judged = Wording.commit(event.commit()) + " " + event.verdict().word();
        say(
                event.runs().isEmpty()
                        ? judged
                        : judged + ": " + Wording.runs(event.runs()) + Wording.console(event.runs()));
    }

    @Override
    public void on(RunsListed event) {
        say(Wording.commit(event.commit()) + ": " + Wording.runs(event.runs()));
    }

    @Override
    public void on(TestFailed event) {
        event.error().lines().map(Wording::raw).forEach(this::say);
    }

    @Override
    public void on(SearchStarted event) {
        situation.searchStarted();
        say("searching between good "
                + event.goods().stream().map(Wording::commit).collect(Collectors.joining(", "))
                + " and bad " + Wording.commit(event.bad()));
    }

    @Override
    public void on(SearchWarned event) {
        event.text().lines().map(Wording::raw).forEach(this::say);
    }

    @Override
    public void on(SearchStepped event) {
        situation.stepChosen(event.steps());
        chosen = Optional.of(event);
        occasion = situation.step().map(step -> step + ": ").orElse("");
    }

    @Override
    public void on(MergeBaseTesting event) {
        occasion = "merge base: ";
    }

    @Override
    public void on(CommitMarked event) {
        // The verdict was told when the test was judged.
    }

    @Override
    public void on(CulpritFound event) {
        situation.searchEnded();
        say(Wording.commit(event.commit()) + " is the first bad commit");
    }

    @Override
    public void on(OnlySkippedLeft event) {
        situation.searchEnded();
        say("only commits that cannot be tested are left: "
                + Wording.counted(event.candidates().size(), "candidate"));
    }

    @Override
    public void on(ParentUntested event) {
        occasion = "the culprit's parent: ";
    }

    @Override
    public void on(SignaturesCompared event) {
        boolean same = event.culprit().equals(event.parent());
        say("the culprit's kernel is " + (same ? "the same as" : "another than") + " its parent's");
    }

    @Override
    public void on(Believed event) {
        say(Wording.raw(event.text()));
    }

    @Override
    public void on(Noted event) {
        // syzbot's remarks are for the log; what they decide shows in what is tested next.
        if (event.note() == Note.SAID) {
            say(Wording.raw(event.facts().get(0)));
        }
    }

    @Override
    public void on(Verbatim event) {
        // Only a recorded log has it.
    }

    @Override
    public void on(BisectionFinished event) {
        situation.doing("");
        lines.addAll(Summary.of(event.conclusion(), event.totals(), log));
    }
}
