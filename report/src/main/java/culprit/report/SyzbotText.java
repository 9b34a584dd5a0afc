package culprit.report;

import culprit.report.Event.BisectionFinished;
import culprit.report.Event.BisectionStarted;
import culprit.report.Event.BuildFailed;
import culprit.report.Event.CommitMarked;
import culprit.report.Event.CulpritFound;
import culprit.report.Event.KernelBuilt;
import culprit.report.Event.MergeBaseTesting;
import culprit.report.Event.OnlySkippedLeft;
import culprit.report.Event.ParentUntested;
import culprit.report.Event.ReleaseTesting;
import culprit.report.Event.RunFinished;
import culprit.report.Event.RunStarted;
import culprit.report.Event.SearchStarted;
import culprit.report.Event.SearchStepped;
import culprit.report.Event.SearchWarned;
import culprit.report.Event.SignaturesCompared;
import culprit.report.Event.TestJudged;
import culprit.report.Event.TestStarted;
import culprit.report.Event.ToolsBuilding;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The words of the log: what syzbot wrote, in early 2020, about each event.
 *
 * <p>Lines end with one {@code \n}. Nothing is escaped, so a text of several lines simply continues on the next line.
 * What git prints is repeated as git 2.22 to 2.44 prints it. Stateless: an event always has the same text.
 */
public final class SyzbotText {

    /** The bytes that this event adds to the log; none if the log does not mention it. */
    public byte[] of(Event event) {
        Words words = new Words();
        event.tell(words);
        return words.text.toByteArray();
    }

    /** Collects the text of one event. */
    private static final class Words implements EventListener {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();

        private void line(String line) {
            text.writeBytes(RawText.bytes(line));
            text.write('\n');
        }

        @Override
        public void on(BisectionStarted event) {
            line("bisecting cause commit starting from " + event.commit());
        }

        @Override
        public void on(ToolsBuilding event) {
            line("building syzkaller on " + event.commit());
        }

        @Override
        public void on(ReleaseTesting event) {
            line("testing release " + event.tag());
        }

        @Override
        public void on(TestStarted event) {
            line("testing commit " + event.commit() + " with " + event.compiler());
        }

        @Override
        public void on(KernelBuilt event) {
            line("kernel signature: " + event.signature());
        }

        @Override
        public void on(BuildFailed event) {
            line(event.error());
        }

        @Override
        public void on(RunStarted event) {
            // The log tells of runs only when all of them are done.
        }

        @Override
        public void on(RunFinished event) {
            // The log tells of runs only when all of them are done.
        }

        @Override
        public void on(TestJudged event) {
            List<Run> runs = event.runs();
            if (!runs.isEmpty() && runs.stream().map(Run::text).distinct().count() == 1) {
                line("all runs: " + runs.get(0).text());
                return;
            }
            for (Run run : runs) {
                line("run #" + run.number() + ": " + run.text());
            }
        }

        @Override
        public void on(SearchStarted event) {
            line("# git bisect start " + event.bad() + " " + String.join(" ", event.goods()));
        }

        @Override
        public void on(SearchWarned event) {
            text.writeBytes(RawText.bytes(event.text()));
        }

        @Override
        public void on(SearchStepped event) {
            line("Bisecting: " + counted(event.left(), "revision") + " left to test after this (roughly "
                    + counted(event.steps(), "step") + ")");
            checkedOut(event.commit(), event.title());
        }

        @Override
        public void on(MergeBaseTesting event) {
            line("Bisecting: a merge base must be tested");
            checkedOut(event.commit(), event.title());
        }

        @Override
        public void on(CommitMarked event) {
            line("# git bisect " + event.verdict().word() + " " + event.commit());
        }

        @Override
        public void on(CulpritFound event) {
            line(event.commit() + " is the first bad commit");
            text.writeBytes(event.display().toArray());
        }

        @Override
        public void on(OnlySkippedLeft event) {
            line("There are only 'skip'ped commits left to test.");
            line("The first bad commit could be any of:");
            event.candidates().forEach(this::line);
            line("We cannot bisect more!");
        }

        @Override
        public void on(ParentUntested event) {
            line("parent commit " + event.commit() + " wasn't tested");
        }

        @Override
        public void on(SignaturesCompared event) {
            line("culprit signature: " + event.culprit());
            line("parent  signature: " + event.parent());
        }

        @Override
        public void on(BisectionFinished event) {
            Totals totals = event.totals();
            line("revisions tested: " + totals.revisions() + ", total time: " + GoFormat.duration(totals.total())
                    + " (build: " + GoFormat.duration(totals.build()) + ", test: " + GoFormat.duration(totals.test())
                    + ")");
            conclude(event.conclusion());
        }

        private void conclude(Conclusion conclusion) {
            switch (conclusion.kind()) {
                case CULPRIT -> {
                    line("first bad commit: " + conclusion.commit() + " " + conclusion.title());
                    line("cc: " + GoFormat.quoted(conclusion.recipients()));
                }
                case CANDIDATES -> {
                    line("bisection is inconclusive, the first bad commit could be any of:");
                    conclusion.candidates().forEach(this::line);
                }
                case OLDEST_RELEASE_BAD -> {
                    line("the crash already happened on the oldest tested release");
                    line("commit msg: " + conclusion.title());
                }
                case NOT_REPRODUCED, FAILED -> line("error: " + conclusion.error());
            }
            conclusion.crash().ifPresent(this::crashed);
        }

        /** The report ends with a newline of its own, hence the blank line at the end of a log. */
        private void crashed(CrashReport crash) {
            line("crash: " + crash.title());
            text.writeBytes(crash.text().toArray());
            line("");
        }

        private void checkedOut(String commit, String title) {
            line("[" + commit + "] " + title);
        }

        private static String counted(int count, String noun) {
            return count + " " + noun + (count == 1 ? "" : "s");
        }
    }
}
