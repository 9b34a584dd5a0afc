package culprit.driver.cli;

import culprit.driver.Glance;
import culprit.report.Conclusion;
import culprit.report.RawText;
import culprit.report.terminal.Standing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a bisection stands as JSON in one line. What is not known (yet) is absent; times are UTC. */
final class StatusJson {
    private StatusJson() {}

    static String of(Glance glance) {
        Standing standing = glance.standing();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("directory", glance.directory().toString());
        json.put("atWork", glance.atWork());
        json.put("finished", standing.end().isPresent());
        standing.begin()
                .ifPresent(begin -> json.put("direction", Json.word(begin.direction()))
                        .put("begun", begin.at().toString())
                        .put("bad", begin.commit())
                        .put("badTitle", RawText.toUnicode(begin.title())));
        ArrayNode tested = json.putArray("tested");
        for (Standing.Tested test : standing.tested()) {
            ObjectNode node = tested.addObject();
            node.put("commit", test.commit());
            node.put("title", RawText.toUnicode(test.title()));
            node.put("verdict", test.verdict().word());
            ArrayNode outcomes = node.putArray("outcomes");
            test.runs().forEach(run -> outcomes.add(Json.word(run.outcome())));
        }
        standing.present()
                .ifPresent(test -> json.putObject("present")
                        .put("commit", test.start().commit())
                        .put("title", RawText.toUnicode(test.start().title()))
                        .put("phase", test.built() ? "testing" : "building")
                        .put("since", test.start().at().toString())
                        .put("runsDone", test.runs().size())
                        .put("runsCrashed", test.crashed())
                        .put("runs", glance.runs()));
        standing.step().ifPresent(step -> json.put("revisionsLeft", step.left()).put("stepsLeft", step.steps()));
        standing.end().ifPresent(end -> conclusion(json.putObject("conclusion"), end.conclusion()));
        return Json.MAPPER.writeValueAsString(json);
    }

    private static void conclusion(ObjectNode json, Conclusion conclusion) {
        json.put("kind", Json.word(conclusion.kind()));
        json.put("commit", conclusion.commit());
        json.put("title", RawText.toUnicode(conclusion.title()));
        json.put("error", RawText.toUnicode(conclusion.error()));
        ArrayNode candidates = json.putArray("candidates");
        conclusion.candidates().forEach(candidates::add);
    }
}
