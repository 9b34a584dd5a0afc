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
 * @param files the files it changes, as far as the log tells: abbreviated with {@code ...} in front if they are long,
 *     and only the topmost directories in logs of 2019
 * @param isMerge whether it has several parents
 * @param lines where the log shows the commit and its files; never empty
 */
record CulpritChange(String subject, List<String> files, boolean isMerge, List<Long> lines) {
    private static final Pattern STAT = Pattern.compile(" (\\S[^|]*?) +\\| +(?:[0-9]|Bin).*");
    private static final Pattern RAW = Pattern.compile(":[0-7]{6} [^\t]*\t(\\S.*)");
    private static final Pattern RENAMED = Pattern.compile("\\{[^{}]* => ([^{}]*)\\}");
    private static final String TO = " => ";
    private static final Pattern CODE = Pattern.compile(".*\\.(?:[chS]|rs)");
    private static final Pattern NOT_OF_THE_KERNEL =
            Pattern.compile("(?:Documentation|tools|scripts|samples|usr|LICENSES)(?:/.*)?|[A-Z]+");
    private static final Pattern ARCHITECTURE = Pattern.compile("arch/([a-z0-9]+)/.*");
    private static final String ABBREVIATED = "...";

    CulpritChange {
        files = List.copyOf(files);
        lines = List.copyOf(lines);
    }

    static CulpritChange of(AuditedLog log) {
        List<String> files = new ArrayList<>();
        List<Long> shown = new ArrayList<>();
        boolean merge = false;
        long at = log.found().map(AuditedLog.At::line).orElse(0L);
        if (at > 0) {
            shown.add(at);
        }
        for (String line : display(log).lines().toList()) {
            at++;
            Optional<String> file = fileIn(line);
            file.ifPresent(files::add);
            merge |= line.startsWith("Merge: ");
            if (file.isPresent() || line.startsWith("Merge: ")) {
                shown.add(at);
            }
        }
        // The line with the culprit follows that with the totals.
        log.end().ifPresent(end -> shown.add(end.line() + 1));
        String subject = log.conclusion().map(Conclusion::title).orElse("");
        return new CulpritChange(subject, files, merge, shown);
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
        return files.stream().anyMatch(file -> isCode(file, architecture));
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
        return !files.isEmpty() && files.stream().noneMatch(file -> file.contains("/"));
    }

    /** Whether a file, named in full, may be one of those it changes. */
    boolean touches(String file) {
        return files.stream()
                .anyMatch(name -> name.startsWith(ABBREVIATED)
                        ? file.endsWith(name.substring(ABBREVIATED.length()))
                        : name.equals(file));
    }
}
