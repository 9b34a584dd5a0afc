package culprit.driver.cli;

import culprit.report.RawText;
import culprit.report.crash.Crash;
import culprit.report.terminal.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Crashes for a person: place and title in one line, what else is known below it, then the report. */
final class CrashText {
    private static final String INDENT = "  ";

    private CrashText() {}

    static String of(String file, List<ConsoleCrash> crashes) {
        String name = RawText.visible(file);
        if (crashes.isEmpty()) {
            return name + ": no crash\n";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < crashes.size(); i++) {
            Crash crash = crashes.get(i).crash();
            text.append(name + ":" + crashes.get(i).line() + ": " + Wording.raw(crash.title()) + "\n");
            if (crashes.size() > 1) {
                text.append(row("number", place(i + 1, crashes.size())));
            }
            text.append(facts(crash)).append('\n');
            crash.report().lines().forEach(line -> text.append((INDENT + visible(line)).stripTrailing() + "\n"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String place(int number, int count) {
        return number + " of " + count + (number == 1 ? ", the first" : ", perhaps a consequence of the first");
    }

    private static String facts(Crash crash) {
        List<String> rows = new ArrayList<>();
        if (!crash.type().label().isEmpty()) {
            rows.add(row("type", crash.type().label()));
        }
        crash.altTitles().forEach(title -> rows.add(row("also", title)));
        add(rows, "function", crash.frame());
        add(rows, "file", crash.guiltyFile());
        add(rows, "executor", crash.executor());
        add(rows, "corrupted", crash.corruption().map(reason -> reason.inWords() + "; the title may be wrong"));
        add(
                rows,
                "suppressed",
                Optional.of("memory ran out or a tool broke: no bug of the kernel")
                        .filter(reason -> crash.suppressed()));
        add(rows, "panicked", Optional.of("the kernel gave up").filter(reason -> crash.panicked()));
        return String.join("", rows);
    }

    private static void add(List<String> rows, String key, Optional<String> value) {
        value.ifPresent(known -> rows.add(row(key, known)));
    }

    private static String row(String key, String value) {
        return String.format(Locale.ROOT, "%s%-12s%s\n", INDENT, key + ":", Wording.raw(value));
    }

    /** A tab does no harm, and lists of locks are unreadable without. */
    private static String visible(String line) {
        return Arrays.stream(line.split("\t", -1)).map(Wording::raw).collect(Collectors.joining("\t"));
    }
}
