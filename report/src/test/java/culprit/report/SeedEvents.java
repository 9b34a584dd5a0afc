package culprit.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the events out of a recorded log of early 2020, for the tests; it fails on any line it does not know. */
final class SeedEvents {
    private static final int RUNS_BEHIND_ALL_RUNS = 10;
    private static final Duration UNKNOWN = Duration.ZERO;
    private static final Path NOWHERE = Path.of("nowhere");
    private static final Pattern KNOWN_LINE =
            Pattern.compile("(run #|testing |# git bisect |revisions tested: |culprit sig|parent ).*");

    private final List<String> lines;
    private final List<Event> events = new ArrayList<>();
    private int next;

    private SeedEvents(byte[] log) {
        this.lines = Arrays.asList(RawText.of(log).split("\n", -1));
    }

    static List<Event> of(byte[] log) {
        return new SeedEvents(log).read();
    }

    private List<Event> read() {
        String start = expect("bisecting cause commit starting from (\\w+)").group(1);
        events.add(new Event.BisectionStarted(EventTexts.AT, start, ""));
        events.add(
                new Event.ToolsBuilding(expect("building syzkaller on (\\w+)").group(1)));
        while (!peek().startsWith("revisions tested: ")) {
            readOne();
        }
        events.add(finish());
        if (next != lines.size()) {
            throw new IllegalStateException("left over: " + peek());
        }
        return events;
    }

    private void readOne() {
        String line = peek();
        if (line.startsWith("testing release ")) {
            events.add(new Event.ReleaseTesting(expect("testing release (.*)").group(1)));
        } else if (line.startsWith("testing commit ")) {
            test();
        } else if (line.startsWith("# git bisect start")) {
            MatchResult found = expect("# git bisect start (\\w+) (\\w+)");
            events.add(new Event.SearchStarted(found.group(1), List.of(found.group(2))));
        } else if (line.startsWith("# git bisect")) {
            MatchResult found = expect("# git bisect (good|bad|skip) (\\w+)");
            events.add(new Event.CommitMarked(verdict(found.group(1)), found.group(2)));
        } else if (line.startsWith("Bisecting: ")) {
            MatchResult counts =
                    expect("Bisecting: (\\d+) revisions? left to test after this \\(roughly (\\d+) steps?\\)");
            MatchResult commit = expect("\\[(\\w+)\\] (.*)");
            events.add(new Event.SearchStepped(
                    Integer.parseInt(counts.group(1)),
                    Integer.parseInt(counts.group(2)),
                    commit.group(1),
                    commit.group(2)));
        } else if (line.startsWith("parent commit ")) {
            events.add(new Event.ParentUntested(
                    expect("parent commit (\\w+) wasn't tested").group(1)));
        } else if (line.startsWith("culprit signature")) {
            String culprit = expect("culprit signature: (\\w+)").group(1);
            String parent = expect("parent  signature: (\\w+)").group(1);
            events.add(new Event.SignaturesCompared(culprit, parent));
        } else {
            String commit = expect("(\\w+) is the first bad commit").group(1);
            events.add(new Event.CulpritFound(commit, Bytes.of(untilKnownLine())));
        }
    }

    private void test() {
        MatchResult started = expect("testing commit (\\w+) with (.*)");
        String commit = started.group(1);
        events.add(new Event.TestStarted(EventTexts.AT, commit, "", started.group(2)));
        String signature = expect("kernel signature: (\\w+)").group(1);
        events.add(new Event.KernelBuilt(commit, signature, UNKNOWN));
        List<Run> runs = new ArrayList<>();
        if (peek().startsWith("all runs: ")) {
            String text = expect("all runs: (.*)").group(1);
            for (int i = 0; i < RUNS_BEHIND_ALL_RUNS; i++) {
                runs.add(run(i, text));
            }
        }
        while (peek().startsWith("run #")) {
            MatchResult found = expect("run #(\\d+): (.*)");
            String text = (found.group(2) + "\n" + untilKnownLine());
            runs.add(run(Integer.parseInt(found.group(1)), text.substring(0, text.length() - 1)));
        }
        if (!runs.isEmpty()) {
            boolean bad = runs.stream().anyMatch(run -> run.outcome() == Outcome.CRASHED);
            events.add(new Event.TestJudged(commit, bad ? Verdict.BAD : Verdict.GOOD, runs, UNKNOWN));
        }
    }

    private static Run run(int number, String text) {
        for (Outcome outcome : Outcome.values()) {
            String prefix = new Run(number, outcome, "", NOWHERE, UNKNOWN).text();
            if (text.startsWith(prefix)) {
                return new Run(number, outcome, text.substring(prefix.length()), NOWHERE, UNKNOWN);
            }
        }
        throw new IllegalStateException("no outcome: " + text);
    }

    private Event finish() {
        MatchResult found = expect("revisions tested: (\\d+), total time: (\\S+) \\(build: (\\S+), test: (\\S+)\\)");
        Totals totals = new Totals(
                Integer.parseInt(found.group(1)),
                duration(found.group(2)),
                duration(found.group(3)),
                duration(found.group(4)));
        MatchResult first = expect("first bad commit: (\\w+) (.*)");
        String quoted = expect("cc: \\[(.*)\\]").group(1);
        List<String> recipients = Pattern.compile("\"([^\"]*)\"")
                .matcher(quoted)
                .results()
                .map(r -> r.group(1))
                .toList();
        String crash = expect("crash: (.*)").group(1);
        String report = String.join("\n", lines.subList(next, lines.size() - 1));
        next = lines.size();
        return new Event.BisectionFinished(
                Conclusion.culprit(
                        first.group(1), first.group(2), recipients, new CrashReport(crash, Bytes.of(report))),
                totals);
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    private static Verdict verdict(String word) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private String untilKnownLine() {
        StringBuilder text = new StringBuilder();
        while (!KNOWN_LINE.matcher(peek()).matches()) {
            text.append(peek()).append('\n');
            next++;
        }
        return text.toString();
    }

    private String peek() {
        return lines.get(next);
    }

    private MatchResult expect(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(peek());
        if (!matcher.matches()) {
            throw new IllegalStateException("line " + (next + 1) + ": expected " + pattern + " but got " + peek());
        }
        next++;
        return matcher.toMatchResult();
    }
}
