package culprit.driver.cli;

import culprit.driver.cli.Batch.NoAnswerException;
import culprit.report.RawText;
import culprit.report.crash.Corruption;
import culprit.report.crash.Crash;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Crashes as JSON. Text of the kernel is taken for UTF-8; what is not valid shows as U+FFFD. */
final class CrashJson {
    static final String EXAMPLE = "{\"name\":\"17\",\"log\":\"[    1.0] BUG: workqueue lockup\\n\"}";

    private CrashJson() {}

    /** What all crashes of one file are like. */
    static ObjectNode of(String file, List<ConsoleCrash> crashes) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("file", file);
        ArrayNode array = json.putArray("crashes");
        for (ConsoleCrash one : crashes) {
            put(one.crash(), array.addObject().put("line", one.line()));
        }
        return json;
    }

    /** That a file has no answer. */
    static ObjectNode error(String file, String message) {
        return Json.MAPPER.createObjectNode().put("file", file).put("error", message);
    }

    /** The console of a question of {@code culprit crash --batch}. */
    static byte[] log(JsonNode question) throws NoAnswerException {
        if (!question.path("log").isString()) {
            throw new NoAnswerException("\"log\" must be a string: the text of a console");
        }
        return RawText.bytes(RawText.of(question.path("log").stringValue()));
    }

    /** The answer to that question: the first crash; without one, the title is empty. */
    static ObjectNode answer(JsonNode question, Optional<Crash> crash) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("name", question.get("name"));
        if (crash.isPresent()) {
            put(crash.get(), json);
            return json;
        }
        return json.put("title", "");
    }

    private static void put(Crash crash, ObjectNode json) {
        json.put("title", RawText.toUnicode(crash.title()));
        ArrayNode others = json.putArray("altTitles");
        crash.altTitles().forEach(title -> others.add(RawText.toUnicode(title)));
        json.put("type", crash.type().label());
        json.put("frame", crash.frame().orElse(null));
        json.put("guiltyFile", crash.guiltyFile().orElse(null));
        json.put("corrupted", crash.corrupted());
        json.put("corruption", crash.corruption().map(Corruption::inWords).orElse(null));
        json.put("suppressed", crash.suppressed());
        json.put("panicked", crash.panicked());
        json.put("executor", crash.executor().orElse(null));
        json.put("report", RawText.toUnicode(crash.report()));
    }
}
