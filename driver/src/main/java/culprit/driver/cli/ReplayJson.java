package culprit.driver.cli;

import culprit.driver.replay.Divergence;
import culprit.driver.replay.ReplayResult;
import culprit.report.RawText;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of a replay as JSON in one line. What is not valid UTF-8 in a log shows as U+FFFD. */
final class ReplayJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ReplayJson() {}

    static String of(ReplayResult result) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("file", result.file());
        json.put("result", word(result.kind()));
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
                    .put("kind", word(divergence.kind()))
                    .put("recorded", RawText.toUnicode(divergence.recorded()))
                    .put("ours", RawText.toUnicode(divergence.ours()));
        }
        json.put("remark", RawText.toUnicode(result.remark()));
        return MAPPER.writeValueAsString(json);
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
