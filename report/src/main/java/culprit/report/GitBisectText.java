package culprit.report;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code git bisect log} has to say about each event of one search.
 *
 * <p>On purpose, the range is marked below the start and not among its arguments, good commits first: git searches as
 * soon as it knows both sides, and a replay by git 2.39 breaks off where that asks for a merge base right at the start.
 *
 * <p>Candidates come in the order in which git prints them; git's own log has them in the order of {@code git rev-list},
 * which no event tells. One thread's.
 */
final class GitBisectText {
    private final Map<String, String> titles;
    private final String start;

    /**
     * Begins with the titles of some commits by their ids; the others are learnt from the events.
     *
     * @param arguments of the command that starts the search
     */
    GitBisectText(Map<String, String> titles, List<String> arguments) {
        this.titles = new HashMap<>(titles);
        this.start = "git bisect start" + ShellWords.quoted(arguments);
    }

    /** The raw text that this event adds to the log; empty if the log does not mention it. */
    String of(Event event) {
        Words words = new Words(titles, start);
        event.tell(words);
        return words.text.toString();
    }

    /** Collects the text of one event. Those with nothing to do here are not about the search. */
    private static final class Words implements EventListener {
        private final Map<String, String> titles;
        private final String start;
        private final StringBuilder text = new StringBuilder();

        private Words(Map<String, String> titles, String start) {
            this.titles = titles;
            this.start = start;
        }

        /** Events of recorded logs may lack the title. */
        private void learn(String commit, String title) {
            if (!title.isEmpty()) {
                titles.put(commit, title);
            }
        }

        private void line(String line) {
            text.append(line).append('\n');
        }

        private void mark(Verdict verdict, String commit) {
            comment(verdict.word(), commit);
            line("git bisect " + verdict.word() + " " + commit);
        }

        private void comment(String what, String commit) {
            line("# " + what + ": [" + commit + "] " + titles.getOrDefault(commit, ""));
        }

        @Override
        public void on(HostNamed event) {}

        @Override
        public void on(BisectionStarted event) {
            learn(event.commit(), event.title());
        }

        @Override
        public void on(ToolsBuilding event) {}

        @Override
        public void on(ReleaseTesting event) {}

        @Override
        public void on(TestStarted event) {
            learn(event.commit(), event.title());
        }

        @Override
        public void on(KernelBuilt event) {}

        @Override
        public void on(BuildFailed event) {}

        @Override
        public void on(TestContinued event) {}

        @Override
        public void on(GuestsRemarked event) {}

        @Override
        public void on(RunStarted event) {}

        @Override
        public void on(RunFinished event) {}

        @Override
        public void on(TestJudged event) {}

        @Override
        public void on(RunsListed event) {}

        @Override
        public void on(TestFailed event) {}

        @Override
        public void on(SearchStarted event) {
            line(start);
            event.goods().forEach(good -> mark(Verdict.GOOD, good));
            mark(Verdict.BAD, event.bad());
        }

        @Override
        public void on(SearchWarned event) {}

        @Override
        public void on(SearchStepped event) {
            learn(event.commit(), event.title());
        }

        @Override
        public void on(MergeBaseTesting event) {
            learn(event.commit(), event.title());
        }

        @Override
        public void on(CommitMarked event) {
            mark(event.verdict(), event.commit());
        }

        @Override
        public void on(CulpritFound event) {
            comment("first bad commit", event.commit());
        }

        @Override
        public void on(OnlySkippedLeft event) {
            line("# only skipped commits left to test");
            event.candidates().forEach(candidate -> comment("possible first bad commit", candidate));
        }

        @Override
        public void on(ParentUntested event) {}

        @Override
        public void on(SignaturesCompared event) {}

        @Override
        public void on(Believed event) {}

        @Override
        public void on(Noted event) {}

        @Override
        public void on(Verbatim event) {}

        @Override
        public void on(BisectionFinished event) {}
    }
}
