package culprit.driver.cli;

import culprit.driver.audit.AuditResult;
import culprit.driver.audit.Reason;
import culprit.report.RawText;
import culprit.report.terminal.Wording;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a log can be believed, for people. */
final class AuditText {
    private static final int LINES_SHOWN = 3;

    private AuditText() {}

    static String of(AuditResult result) {
        StringBuilder text = new StringBuilder(RawText.visible(result.file()))
                .append(": ")
                .append(result.verdict().inWords());
        if (!result.error().isEmpty()) {
            return text.append(": ")
                    .append(Wording.raw(result.error()))
                    .append('\n')
                    .toString();
        }
        result.answer()
                .ifPresent(culprit ->
                        text.append(String.format(Locale.ROOT, " (score %.2f): %s", result.score(), culprit)));
        text.append('\n');
        for (Reason reason : result.reasons()) {
            text.append(reason.against() ? "  - " : "  + ")
                    .append(Wording.raw(reason.text()))
                    .append(lines(reason.lines()))
                    .append('\n');
        }
        result.retest()
                .ifPresent(commit ->
                        text.append("  test again first: ").append(commit).append('\n'));
        return text.toString();
    }

    private static String lines(List<Long> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String first = lines.stream().limit(LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return (lines.size() == 1 ? " (line " : " (lines ") + first + (lines.size() > LINES_SHOWN ? ", ..." : "") + ")";
    }
}
