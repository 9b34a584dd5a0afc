package culprit.report.terminal;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import culprit.report.Direction;
import culprit.report.Event;
import culprit.report.Outcome;
import culprit.report.RawText;
import culprit.report.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How single facts are put for a person. */
public final class Wording {
    /** What git shows of a commit id in a repository as large as the kernel's. */
    private static final int ABBREVIATION = 12;

    private static final List<Outcome> BY_WEIGHT = List.of(
            Outcome.CRASHED,
            Outcome.OK,
            Outcome.BOOT_FAILED,
            Outcome.TEST_FAILED,
            Outcome.INFRA,
            Outcome.IGNORED,
            Outcome.FAILED);

    private Wording() {}

    /** The beginning of a commit's id. */
    public static String commit(String id) {
        return id.substring(0, Math.min(id.length(), ABBREVIATION));
    }

    /** A commit by the beginning of its id and its title, which is raw. */
    static String named(String commit, String title) {
        return (commit(commit) + " " + raw(title)).strip();
    }

    /** What a bisection looks for: {@code the cause of the crash on 1234567890ab title}. */
    static String aim(Event.BisectionStarted start) {
        String sought = start.direction() == Direction.FIX ? "fix" : "cause";
        return "the " + sought + " of the crash on " + named(start.commit(), start.title());
    }

    /** Raw text of a commit or a guest, made harmless by {@link RawText#visible}. */
    public static String raw(String raw) {
        return RawText.visible(RawText.toUnicode(raw));
    }

    /** A running time as a clock shows it: {@code 0:07}, {@code 1:02:03}. */
    static String clock(Duration time) {
        if (time.toHours() == 0) {
            return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /** A duration in its two largest units: {@code 45s}, {@code 2m10s}, {@code 6h32m}. */
    static String rough(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toHours() == 0) {
            return String.format(Locale.ROOT, "%dm%02ds", duration.toMinutes(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%dh%02dm", duration.toHours(), duration.toMinutesPart());
    }

    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The outcomes of a test in one line: {@code 7 of 10 runs crashed (WARNING in foo), 3 OK}. */
    static String runs(List<Run> runs) {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : BY_WEIGHT) {
            List<Run> alike =
                    runs.stream().filter(run -> run.outcome() == outcome).toList();
            if (!alike.isEmpty()) {
                String of = parts.isEmpty() ? " of " + counted(runs.size(), "run") : "";
                parts.add(alike.size() + of + " " + verb(outcome) + titles(alike));
            }
        }
        return String.join(", ", parts);
    }

    private static String verb(Outcome outcome) {
        return switch (outcome) {
            case OK -> "OK";
            case CRASHED -> "crashed";
            case BOOT_FAILED -> "did not boot";
            case TEST_FAILED -> "failed before the reproducer ran";
            case INFRA -> "spoiled by this machine";
            case IGNORED -> "crashed in a way that does not count";
            case FAILED -> "failed";
        };
    }

    private static String titles(List<Run> runs) {
        Map<String, Long> byTitle = byTitle(runs);
        return mostFrequent(byTitle)
                .map(most -> " (" + raw(most) + others(byTitle.size() - 1) + ")")
                .orElse("");
    }

    /**
     * Where to read what a guest wrote that did not end well, as {@code (see consoles/1234.7.txt.gz)}: the first one of
     * those whose outcome and title {@link #runs} tells first. Empty if all is well, or there is no such file.
     */
    static String console(List<Run> runs) {
        Optional<Outcome> worst = BY_WEIGHT.stream()
                .filter(outcome -> outcome != Outcome.OK)
                .filter(outcome -> runs.stream().anyMatch(run -> run.outcome() == outcome))
                .findFirst();
        List<Run> alike = runs.stream()
                .filter(run -> worst.equals(Optional.of(run.outcome())))
                .toList();
        String title = mostFrequent(byTitle(alike)).orElse("");
        return alike.stream()
                .filter(run ->
                        run.title().equals(title) && !run.console().toString().isEmpty())
                .findFirst()
                .map(run -> " (see " + RawText.visible(run.console().toString()) + ")")
                .orElse("");
    }

    private static Map<String, Long> byTitle(List<Run> runs) {
        return runs.stream()
                .map(Run::title)
                .filter(title -> !title.isEmpty())
                .collect(groupingBy(title -> title, LinkedHashMap::new, counting()));
    }

    private static Optional<String> mostFrequent(Map<String, Long> byTitle) {
        return byTitle.entrySet().stream().max(comparing(Map.Entry::getValue)).map(Map.Entry::getKey);
    }

    private static String others(int count) {
        return count == 0 ? "" : " and " + counted(count, "other title");
    }
}
