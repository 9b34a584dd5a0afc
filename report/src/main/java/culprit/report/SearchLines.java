package culprit.report;

import culprit.report.Event.CommitMarked;
import culprit.report.Event.CulpritFound;
import culprit.report.Event.MergeBaseTesting;
import culprit.report.Event.OnlySkippedLeft;
import culprit.report.Event.ParentUntested;
import culprit.report.Event.SearchStarted;
import culprit.report.Event.SearchStepped;
import culprit.report.Event.SearchWarned;
import culprit.report.Event.SignaturesCompared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the lines about the search, git's words included. One thread's. */
final class SearchLines {
    private final Cursor cursor;
    private final Transcript transcript;
    private final TestLines tests;

    SearchLines(Cursor cursor, Transcript transcript, TestLines tests) {
        this.cursor = cursor;
        this.transcript = transcript;
        this.tests = tests;
    }

    void register(Map<Enum<?>, Runnable> rules) {
        rules.put(Line.START, this::start);
        rules.put(Line.GOOD, () -> marked(Verdict.GOOD));
        rules.put(Line.BAD, () -> marked(Verdict.BAD));
        rules.put(Line.SKIP, () -> marked(Verdict.SKIP));
        rules.put(Line.LEFT, this::left);
        rules.put(Line.MERGE_BASE, this::mergeBase);
        rules.put(Line.FOUND, this::found);
        rules.put(Line.ONLY_SKIPPED, this::onlySkipped);
        rules.put(Line.PARENT_UNTESTED, () -> transcript.add(new ParentUntested(pass().get(0))));
        rules.put(Line.CULPRIT_SIGNATURE, () -> signatures(Line.PARENT_SIGNATURE));
        rules.put(Line.OLD_CULPRIT_SIGNATURE, () -> signatures(Line.OLD_PARENT_SIGNATURE));
    }

    /** What git says before it comes to the point: a warning, or why it gives up. */
    void warned() {
        String words = cursor.carry();
        boolean answer = cursor.match().filter(this::isGits).isPresent() || cursor.at(Line.TOTALS);
        if (words.isEmpty()) {
            transcript.skip(false);
        } else if (answer) {
            transcript.add(new SearchWarned(words));
        } else {
            transcript.reject(words);
        }
    }

    private boolean isGits(Grammar.Match match) {
        return match.is(Line.LEFT) || match.is(Line.MERGE_BASE) || match.is(Line.FOUND) || match.is(Line.ONLY_SKIPPED);
    }

    /** Whether the line calls git, which answers. */
    boolean asksGit(Grammar.Match match) {
        return match.is(Line.START) || match.is(Line.GOOD) || match.is(Line.BAD) || match.is(Line.SKIP);
    }

    private List<String> pass() {
        Grammar.Match match = cursor.match().orElseThrow();
        cursor.pass(match.rule().period());
        return match.values();
    }

    private void start() {
        List<String> values = cursor.match().orElseThrow().values();
        List<String> names = new ArrayList<>();
        names.add(values.get(0));
        names.addAll(Arrays.asList(values.get(1).split(" ", -1)));
        boolean hashes = names.stream().allMatch(SearchLines::isHash);
        Period period = hashes ? Period.since(Change.HASHES_AT_START) : Period.until(Change.HASHES_AT_START);
        if (!hashes && !cursor.allows(period)) {
            transcript.skip(false);
            return;
        }
        cursor.pass(cursor.allows(period) ? period : Period.ALWAYS);
        List<String> commits = names.stream()
                .map(name -> isHash(name) ? name : tests.commitOf(name))
                .toList();
        transcript.add(new SearchStarted(commits.get(0), commits.subList(1, commits.size()), names));
    }

    private static boolean isHash(String name) {
        return Line.HASH.form().match(name) != null;
    }

    private void marked(Verdict verdict) {
        transcript.add(new CommitMarked(verdict, pass().get(0)));
    }

    private void left() {
        String line = cursor.text();
        List<String> values = pass();
        int left = Integer.parseInt(values.get(0));
        int steps = Integer.parseInt(values.get(2));
        String warnings = cursor.passUpTo(Line.CHECKED_OUT);
        List<String> next = cursor.take(Line.CHECKED_OUT);
        if (next != null && Line.left(left, steps).equals(line) && cursor.passEndOfGit()) {
            transcript.add(new SearchStepped(left, steps, next.get(0), next.get(1), warnings));
        } else {
            transcript.reject();
        }
    }

    private void mergeBase() {
        pass();
        List<String> next = cursor.take(Line.CHECKED_OUT);
        if (next != null && cursor.passEndOfGit()) {
            transcript.add(new MergeBaseTesting(next.get(0), next.get(1)));
        } else {
            transcript.reject();
        }
    }

    private void found() {
        String commit = pass().get(0);
        String display = cursor.carry();
        boolean blank = display.endsWith("\n\n") || display.equals("\n");
        if (blank && cursor.narrow(Line.BLANK)) {
            transcript.add(new CulpritFound(commit, Bytes.of(display.substring(0, display.length() - 1))));
        } else if (cursor.narrow(Line.NO_BLANK)) {
            transcript.add(new CulpritFound(commit, Bytes.of(display)));
        } else {
            transcript.reject(display);
        }
    }

    private void onlySkipped() {
        pass();
        List<String> candidates = new ArrayList<>();
        if (cursor.take(Line.ANY_OF) != null) {
            for (List<String> hash = cursor.take(Line.HASH); hash != null; hash = cursor.take(Line.HASH)) {
                candidates.add(hash.get(0));
            }
            if (cursor.take(Line.NO_MORE) != null && cursor.passEndOfGit()) {
                transcript.add(new OnlySkippedLeft(candidates));
                return;
            }
        }
        transcript.reject();
    }

    private void signatures(Line other) {
        String culprit = pass().get(0);
        List<String> parent = cursor.take(other);
        if (parent == null) {
            transcript.reject();
        } else {
            transcript.add(new SignaturesCompared(culprit, parent.get(0)));
        }
    }
}
