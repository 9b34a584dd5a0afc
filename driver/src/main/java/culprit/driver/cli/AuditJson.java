package culprit.driver.cli;

import culprit.driver.audit.AuditResult;
import culprit.driver.audit.Reason;
import culprit.report.RawText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far a log can be believed, as JSON in one line. What is not valid UTF-8 in a log shows as U+FFFD. */
final class AuditJson {
    /** Digits of scores that mean anything, and some more, so that they can be put in order. */
    private static final double PRECISION = 1e4;

    private AuditJson() {}

    static String of(AuditResult result) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("file", result.file());
        json.put("score", Math.round(result.score() * PRECISION) / PRECISION);
        json.put("verdict", result.verdict().inWords());
        json.put("culprit", result.answer().orElse(null));
        ArrayNode reasons = json.putArray("reasons");
        for (Reason reason : result.reasons()) {
            ObjectNode one = reasons.addObject().put("text", RawText.toUnicode(reason.text()));
            ArrayNode lines = one.putArray("lines");
            reason.lines().forEach(lines::add);
        }
        json.put("retest", result.retest().orElse(null));
        if (!result.error().isEmpty()) {
            json.put("error", RawText.toUnicode(result.error()));
        }
        return Json.MAPPER.writeValueAsString(json);
    }
}
