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
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The text of the log: what syzbot wrote, in one era, about each event.
 *
 * <p>Lines end with one {@code \n}. Nothing is escaped, so a text of several lines simply continues on the next line.
 * What git prints is repeated as git 2.22 to 2.44 prints it. Stateless: an event always has the same text.
 */
public final class SyzbotText {
    private final Era era;
    private final boolean own;

    /** The text as of early 2020. */
    public SyzbotText() {
        this(Era.EARLY_2020);
    }

    /** The text as of this era; events that its logs do not mention have none. */
    public SyzbotText(Era era) {
        this(era, false);
    }

    private SyzbotText(Era era, boolean own) {
        this.era = era;
        this.own = own;
    }

    /** The same with lines of our own about guests, which no log of syzbot has. */
    public SyzbotText withGuests() {
        return new SyzbotText(era, true);
    }

    /** The bytes that this event adds to the log; none if the log does not mention it. */
    public byte[] of(Event event) {
        Words words = new Words(era, own);
        event.tell(words);
        return words.text.toByteArray();
    }

    /** Collects the text of one event. */
    private static final class Words implements EventListener {
        private final Era era;
        private final boolean own;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream(128);

        private Words(Era era, boolean own) {
            this.era = era;
            this.own = own;
        }

        private void line(String line) {
            text.writeBytes(RawText.bytes(line));
            text.write('\n');
        }

        @Override
        public void on(HostNamed event) {
            if (era.has(Change.HOST_LINE)) {
                line(Line.HOST.with(event.host(), event.time()));
            }
        }

        @Override
        public void on(BisectionStarted event) {
            Line start = event.direction() == Direction.FIX ? Line.FIX_START : Line.CAUSE_START;
            line(start.with(event.commit()));
        }

        @Override
        public void on(ToolsBuilding event) {
            line(Line.TOOLS.with(event.commit()));
        }

        @Override
        public void on(ReleaseTesting event) {
            line(Line.RELEASE.with(event.tag()));
        }

        @Override
        public void on(TestStarted event) {
            if (!era.has(Change.COMPILER_LINE)) {
                line(Line.TEST_WITH.with(event.commit(), event.compiler()));
                return;
            }
            line(
                    era.has(Change.COMPILER_FAMILY)
                            ? Line.TEST_BY.with(event.commit(), event.family())
                            : Line.TEST.with(event.commit()));
            if (!event.compiler().isEmpty()) {
                line(Line.COMPILER.with(event.compiler()));
            }
        }

        @Override
        public void on(KernelBuilt event) {
            if (era.has(Change.SIGNATURES)) {
                line(Line.SIGNATURE.with(event.signature()));
            }
        }

        @Override
        public void on(BuildFailed event) {
            boolean named = era.has(Change.BUILD_FAILURE_NAMED);
            line(named ? Line.BUILD_FAILED.with(event.commit(), event.error()) : event.error());
        }

        @Override
        public void on(TestContinued event) {
            line(Line.again(event.commit(), event.runs()));
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
        public void on(GuestsRemarked event) {
            if (own) {
                line(Note.SAID.line(List.of(event.text())));
            }
        }

        @Override
        public void on(TestJudged event) {
            List<Run> runs = event.runs();
            boolean alike = runs.stream().map(run -> run.text(era)).distinct().count() == 1;
            runs(runs, alike);
        }

        @Override
        public void on(RunsListed event) {
            runs(event.runs(), event.alike());
        }

        private void runs(List<Run> runs, boolean alike) {
            if (alike) {
                line(Line.ALL_RUNS.with(runs.get(0).text(era)));
                return;
            }
            for (Run run : runs) {
                line(Line.RUN.with(run.number(), run.text(era)));
            }
        }

        @Override
        public void on(TestFailed event) {
            line(Line.TEST_FAILED.with(event.error()));
        }

        @Override
        public void on(SearchStarted event) {
            if (era.has(Change.HASHES_AT_START)) {
                line(Line.START.with(event.bad(), String.join(" ", event.goods())));
                return;
            }
            List<String> goods = event.names().subList(1, event.names().size());
            line(Line.START.with(event.names().get(0), String.join(" ", goods)));
        }

        @Override
        public void on(SearchWarned event) {
            text.writeBytes(RawText.bytes(event.text()));
        }

        @Override
        public void on(SearchStepped event) {
            line(Line.left(event.left(), event.steps()));
            text.writeBytes(RawText.bytes(event.warnings()));
            checkedOut(event.commit(), event.title());
        }

        @Override
        public void on(MergeBaseTesting event) {
            line(Line.MERGE_BASE.with());
            checkedOut(event.commit(), event.title());
        }

        private void checkedOut(String commit, String title) {
            line(Line.CHECKED_OUT.with(commit, title));
            gitIsDone();
        }

        private void gitIsDone() {
            if (era.has(Change.BLANK_AFTER_GIT)) {
                line("");
            }
        }

        @Override
        public void on(CommitMarked event) {
            line(Line.of(event.verdict()).with(event.commit()));
        }

        @Override
        public void on(CulpritFound event) {
            line(Line.FOUND.with(event.commit()));
            text.writeBytes(event.display().toArray());
            gitIsDone();
        }

        @Override
        public void on(OnlySkippedLeft event) {
            line(Line.ONLY_SKIPPED.with());
            line(Line.ANY_OF.with());
            event.candidates().forEach(this::line);
            line(Line.NO_MORE.with());
            gitIsDone();
        }

        @Override
        public void on(ParentUntested event) {
            if (era.has(Change.PARENT_BUILT)) {
                line(Line.PARENT_UNTESTED.with(event.commit()));
            }
        }

        @Override
        public void on(SignaturesCompared event) {
            if (era.has(Change.PARENT_BUILT)) {
                line(Line.CULPRIT_SIGNATURE.with(event.culprit()));
                line(Line.PARENT_SIGNATURE.with(event.parent()));
            } else if (era.has(Change.SIGNATURES)) {
                line(Line.OLD_CULPRIT_SIGNATURE.with(event.culprit()));
                line(Line.OLD_PARENT_SIGNATURE.with(event.parent()));
            }
        }

        @Override
        public void on(Believed event) {
            line(Note.SAID.line(List.of(event.text())));
        }

        @Override
        public void on(Noted event) {
            Note note = event.note();
            if (note.period().contains(era.date())) {
                line(note.line(event.facts()));
                if (note.hasBlankLine()) {
                    line("");
                }
            }
        }

        @Override
        public void on(Verbatim event) {
            text.writeBytes(event.text().toArray());
        }

        @Override
        public void on(BisectionFinished event) {
            EndingText ending = new EndingText(era);
            line(ending.totals(event.totals()));
            ending.conclusion(event.conclusion()).forEach(this::line);
            event.conclusion().crash().ifPresent(this::crashed);
        }

        /** The report ends with a newline of its own, hence the blank line at the end of a log. */
        private void crashed(CrashReport crash) {
            line(Line.CRASH.with(crash.title()));
            text.writeBytes(crash.text().toArray());
            line("");
        }
    }
}
