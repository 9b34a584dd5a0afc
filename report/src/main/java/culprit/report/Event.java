package culprit.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One fact about a running bisection. All outputs are made from the sequence of events and from nothing else.
 *
 * <p>Commits are named by 40 lower-case hexadecimal digits. Titles, compilers and errors are raw text (see
 * {@link RawText}); titles have one line. Of recorded logs only: {@link Instant#EPOCH}, zero durations and empty paths
 * and titles stand for what the log does not tell.
 */
public sealed interface Event {

    /** Calls the method of the listener that is for this kind of event. */
    void tell(EventListener listener);

    /**
     * What building and running one commit gave. It holds whatever is decided because of it; only the verdict of
     * {@link TestJudged} is a decision too.
     */
    sealed interface Evidence {
        /** The commit that was built or run. */
        String commit();
    }

    /** The machine that bisects, and the time on its clock as the Go library prints it. */
    record HostNamed(String host, String time) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The first event: the bisection starts from the commit where the bug was found. */
    record BisectionStarted(Direction direction, Instant at, String commit, String title) implements Event {
        /** A bisection of the cause. */
        public BisectionStarted(Instant at, String commit, String title) {
            this(Direction.CAUSE, at, commit, title);
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** syzkaller's own tools are going to be built at this revision of theirs; never for a plain C reproducer. */
    record ToolsBuilding(String commit) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The next test is that of a release, such as {@code v5.5}, to find one without the bug. */
    record ReleaseTesting(String tag) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * A commit is checked out and its kernel is going to be built.
     *
     * @param compiler the first line of what the compiler says about its version; empty if a recorded log lacks it
     * @param family {@code gcc} or {@code clang}: the compiler that was asked for
     */
    record TestStarted(Instant at, String commit, String title, String compiler, String family)
            implements Event, Evidence {
        /** A test with a compiler of the family that its version names. */
        public TestStarted(Instant at, String commit, String title, String compiler) {
            this(at, commit, title, compiler, compiler.contains("clang") ? "clang" : "gcc");
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * The kernel is built; runs follow, except for a parent that is built for its signature only.
     *
     * @param signature 64 hexadecimal digits, equal for kernels with the same code
     * @param elapsed wall time of the build
     */
    record KernelBuilt(String commit, String signature, Duration elapsed) implements Event, Evidence {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * The kernel does not build.
     *
     * @param error the compiler's messages or the failed command, may have several lines
     * @param elapsed wall time of the build
     * @param output the file with all that the build said
     */
    record BuildFailed(String commit, String error, Duration elapsed, Path output) implements Event, Evidence {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * A commit is tested further, with the kernel that it has: these runs count together with those before.
     *
     * @param runs how many more, at most
     */
    record TestContinued(String commit, int runs) implements Event, Evidence {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** A guest is started. Runs of one test overlap if there are several guests. */
    record RunStarted(String commit, int run) implements Event, Evidence {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** A guest has ended; in the order in which they end. */
    record RunFinished(Instant at, String commit, Run run) implements Event, Evidence {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * Something about the guests of a commit that no outcome says, such as how they start from here on, and why.
     *
     * @param text one line
     */
    record GuestsRemarked(String commit, String text) implements Event, Evidence {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * The test of a commit is complete and judged.
     *
     * @param at when its last run ended, or its build if it failed
     * @param runs in the order of their numbers; empty if the build failed
     * @param elapsed wall time of the runs, the build not included
     */
    record TestJudged(Instant at, String commit, Verdict verdict, List<Run> runs, Duration elapsed)
            implements Event, Evidence {
        public TestJudged {
            runs = List.copyOf(runs);
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * What a recorded log says about the runs of a test; the verdict it does not say. A huge list comes in parts.
     *
     * @param alike whether it says that all runs ended like the only one in the list, but not how many there were
     */
    record RunsListed(String commit, List<Run> runs, boolean alike) implements Event {
        public RunsListed {
            runs = List.copyOf(runs);
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The guests of a test could not be set up at all; the error may have several lines. */
    record TestFailed(String commit, String error) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * The range is known: {@code bad} has the bug, the goods have not.
     *
     * @param names what to call bad and goods, in this order; tags in logs of 2019, else the same hashes
     */
    record SearchStarted(String bad, List<String> goods, List<String> names) implements Event {
        public SearchStarted {
            goods = List.copyOf(goods);
            names = List.copyOf(names);
        }

        /** A range that is called by its hashes. */
        public SearchStarted(String bad, List<String> goods) {
            this(bad, goods, names(bad, goods));
        }

        /** The hashes as names. */
        public static List<String> names(String bad, List<String> goods) {
            return Stream.concat(Stream.of(bad), goods.stream()).toList();
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** Git warns before it goes on, as of a merge base that was skipped; raw, each line ends with a newline. */
    record SearchWarned(String text) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * The search has chosen the commit to test next.
     *
     * @param left how many commits are left to test after this one, as git counts them
     * @param steps how many more steps that roughly takes
     * @param warnings what git complains about in between, raw; each line ends with a newline; usually empty
     */
    record SearchStepped(int left, int steps, String commit, String title, String warnings) implements Event {
        /** A step without complaints. */
        public SearchStepped(int left, int steps, String commit, String title) {
            this(left, steps, commit, title, "");
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** A good commit is not an ancestor of the bad one, so this merge base of the two is tested next. */
    record MergeBaseTesting(String commit, String title) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The search is told the verdict on the commit that it chose. */
    record CommitMarked(Verdict verdict, String commit) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * The search is over: this is the first bad commit.
     *
     * @param display what git shows of the commit, verbatim; may be empty
     */
    record CulpritFound(String commit, Bytes display) implements Event {
        /** The same with a copy of the display. */
        public CulpritFound(String commit, byte[] display) {
            this(commit, Bytes.of(display));
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The search is over, for what is left is skipped: any of these, in git's order, may be the first bad commit. */
    record OnlySkippedLeft(List<String> candidates) implements Event {
        public OnlySkippedLeft {
            candidates = List.copyOf(candidates);
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The culprit's only parent has no signature yet; it is going to be built, not tested. */
    record ParentUntested(String commit) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The signatures of the kernels of the culprit and of its only parent; equal ones acquit the culprit. */
    record SignaturesCompared(String culprit, String parent) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /**
     * What is believed after the evidence so far, in a bisection that weighs evidence.
     *
     * @param commit the most likely culprit
     * @param probability that it is, from 0 to 1
     * @param left how many commits have to be thought of, so that the culprit is among them with 95 %; at least 1
     * @param rate the share of the runs that show the bug where it is, from 0 to 1, and the bounds within which it is with
     *     95 %
     */
    record Believed(String commit, double probability, int left, Rate rate) implements Event {
        /** It in words. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "the culprit is %s with %.4f; %d %s left; crash rate %s",
                    commit,
                    probability,
                    left,
                    Line.plural(left, "commit"),
                    rate.text());
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** A remark with its facts, which are the variable parts of its line in their order, raw. */
    record Noted(Note note, List<String> facts) implements Event {
        public Noted {
            facts = List.copyOf(facts);
        }

        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** Text of a recorded log that is no event: see {@link TextKind}. */
    record Verbatim(TextKind kind, Bytes text) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }

    /** The last event. */
    record BisectionFinished(Conclusion conclusion, Totals totals) implements Event {
        @Override
        public void tell(EventListener listener) {
            listener.on(this);
        }
    }
}
