package culprit.driver.cli;

import culprit.driver.replay.Divergence;
import culprit.driver.replay.ReplayResult;
import culprit.report.RawText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of a replay as JSON in one line. What is not valid UTF-8 in a log shows as U+FFFD. */
final class ReplayJson {
    private ReplayJson() {}

    static String of(ReplayResult result) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("file", result.file());
        json.put("result", Json.word(result.kind()));
        json.put("line", result.line());
        json.put("complete", result.complete());
        json.put("era", result.era());
        json.put("rules", result.rules());
        json.put("decisions", result.decisions());
        json.put("verdictsCompared", result.verdictsCompared());
        json.put("verdictsEqual", result.verdictsEqual());
        ArrayNode divergences = json.putArray("divergences");
        for (Divergence divergence : result.divergences()) {
            divergences
                    .addObject()
                    .put("line", divergence.line())
                    .put("kind", Json.word(divergence.kind()))
                    .put("recorded", RawText.toUnicode(divergence.recorded()))
                    .put("ours", RawText.toUnicode(divergence.ours()));
        }
        json.put("remark", RawText.toUnicode(result.remark()));
        return Json.MAPPER.writeValueAsString(json);
    }
}
