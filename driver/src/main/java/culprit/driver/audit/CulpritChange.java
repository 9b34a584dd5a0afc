package culprit.driver.audit;

import culprit.report.Conclusion;
import culprit.report.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log shows of the commit that it names.
 *
 * @param subject its first line
 * @param line where the log names it
 * @param files the files it changes
 * @param merge where the log tells that it has several parents; empty if it has not
 */
record CulpritChange(String subject, long line, List<ChangedFile> files, Optional<Long> merge) {
    private static final Pattern STAT = Pattern.compile(" (\\S[^|]*?) +\\| +(?:[0-9]|Bin).*");
    private static final Pattern RAW = Pattern.compile(":[0-7]{6} [^\t]*\t(\\S.*)");
    private static final Pattern RENAMED = Pattern.compile("\\{[^{}]* => ([^{}]*)\\}");
    private static final String TO = " => ";
    private static final Pattern CODE = Pattern.compile(".*\\.(?:[chS]|rs)");
    private static final Pattern NOT_OF_THE_KERNEL =
            Pattern.compile("(?:Documentation|tools|scripts|samples|usr|LICENSES)(?:/.*)?|[A-Z]+");
    private static final Pattern ARCHITECTURE = Pattern.compile("arch/([a-z0-9]+)/.*");
    private static final String ABBREVIATED = "...";
    private static final String MERGE = "Merge: ";

    private static final String INDENT = "    ";

    /**
     * A file that it changes.
     *
     * @param name as far as the log tells: abbreviated with {@code ...} in front if it is long, and only the topmost
     *     directory in logs of 2019
     * @param line where the log tells it
     */
    record ChangedFile(String name, long line) {}

    CulpritChange {
        files = List.copyOf(files);
    }

    static CulpritChange of(AuditedLog log) {
        List<ChangedFile> files = new ArrayList<>();
        Optional<Long> merge = Optional.empty();
        String subject = "";
        long found = log.found().map(AuditedLog.At::line).orElse(0L);
        long at = found;
        for (String line : display(log).split("\n", -1)) {
            at++;
            long here = at;
            fileIn(line).ifPresent(name -> files.add(new ChangedFile(name, here)));
            merge = line.startsWith(MERGE) ? Optional.of(here) : merge;
            subject = subject.isEmpty() && line.startsWith(INDENT) ? line.strip() : subject;
        }
        // The line that names the culprit follows that with the totals.
        long named = log.end().map(end -> end.line() + 1).orElse(found);
        return new CulpritChange(log.conclusion().map(Conclusion::title).orElse(subject), named, files, merge);
    }

    private static String display(AuditedLog log) {
        return log.found()
                .map(AuditedLog.At::fact)
                .map(Event.CulpritFound::display)
                .map(Object::toString)
                .orElse("");
    }

    private static Optional<String> fileIn(String line) {
        Matcher stat = STAT.matcher(line);
        Matcher raw = RAW.matcher(line);
        if (stat.matches()) {
            String name = RENAMED.matcher(stat.group(1)).replaceAll("$1").replace("//", "/");
            return Optional.of(name.substring(name.lastIndexOf(TO) < 0 ? 0 : name.lastIndexOf(TO) + TO.length()));
        }
        return raw.matches() ? Optional.of(raw.group(1)) : Optional.empty();
    }

    /**
     * Whether it changes anything that is compiled for the machine that crashed, as far as the names of files tell.
     *
     * @param report of the crash, which may name that machine's architecture
     */
    boolean touchesCode(String report) {
        Matcher named = ARCHITECTURE.matcher("");
        Optional<String> architecture = report.contains("arch/")
                ? report.lines()
                        .map(line -> line.substring(Math.max(0, line.indexOf("arch/"))))
                        .filter(line -> named.reset(line).matches())
                        .map(line -> named.group(1))
                        .findFirst()
                : Optional.empty();
        return files.stream().anyMatch(file -> isCode(file.name(), architecture));
    }

    private static boolean isCode(String file, Optional<String> architecture) {
        if (NOT_OF_THE_KERNEL.matcher(file).matches() || file.endsWith("Makefile")) {
            return false;
        }
        Matcher its = ARCHITECTURE.matcher(file);
        if (its.matches() && architecture.isPresent()) {
            return its.group(1).equals(architecture.get()) && CODE.matcher(file).matches();
        }
        // A bare name is that of a topmost directory, of which there is no more in the log.
        return CODE.matcher(file).matches() || (file.indexOf('/') < 0 && file.indexOf('.') < 0);
    }

    /** Whether the log tells only in which topmost directories its files are. */
    boolean isCoarse() {
        return !files.isEmpty() && files.stream().noneMatch(file -> file.name().contains("/"));
    }

    /** The one of its files that may be this one, which is named in full. */
    Optional<ChangedFile> changed(String file) {
        return files.stream()
                .filter(changed -> changed.name().startsWith(ABBREVIATED)
                        ? file.endsWith(changed.name().substring(ABBREVIATED.length()))
                        : changed.name().equals(file))
                .findFirst();
    }

    /** Where the log tells its files; if it tells none, where it names the commit. */
    List<Long> fileLines() {
        return files.isEmpty()
                ? List.of(line)
                : files.stream().map(ChangedFile::line).toList();
    }
}
