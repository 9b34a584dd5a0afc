package culprit.driver.cli;

import culprit.driver.gitlog.GitWords;
import culprit.git.Next;
import culprit.report.RawText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions and answers of {@code culprit next --batch}: one JSON object in one line each. */
final class NextJson {
    private static final String BAD = "bad";
    private static final String GOOD = "good";
    private static final String SKIP = "skip";
    private static final String EXPECTED = "expected";
    private static final String CHECKED = "checked";
    private static final Set<String> KEYS = new TreeSet<>(List.of(BAD, GOOD, SKIP, EXPECTED, CHECKED));

    private NextJson() {}

    /** A line is no question; the message says why. */
    static final class NoQuestionException extends Exception {
        private static final long serialVersionUID = 1;

        private NoQuestionException(String message) {
            super(message);
        }
    }

    static NextQuestion question(String line) throws NoQuestionException {
        JsonNode json = parsed(line);
        Set<String> unknown = new TreeSet<>(json.propertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new NoQuestionException(
                    "unknown key \"" + unknown.iterator().next() + "\": the keys are " + String.join(", ", KEYS));
        }
        String bad = revision(json, BAD)
                .orElseThrow(() -> new NoQuestionException("\"" + BAD + "\" is missing: give it a revision"));
        return new NextQuestion(
                bad, revisions(json, GOOD), revisions(json, SKIP), revision(json, EXPECTED), isChecked(json));
    }

    private static JsonNode parsed(String line) throws NoQuestionException {
        String wanted = "expected an object such as {\"bad\":\"v6.2\",\"good\":[\"v6.1\"],\"skip\":[]}";
        try {
            JsonNode json = Json.MAPPER.readTree(line);
            if (!json.isObject()) {
                throw new NoQuestionException(wanted);
            }
            return json;
        } catch (JacksonException e) {
            throw new NoQuestionException(wanted + ": " + e.getOriginalMessage());
        }
    }

    private static Optional<String> revision(JsonNode json, String key) throws NoQuestionException {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new NoQuestionException("\"" + key + "\" must be a string");
        }
        return Optional.of(value.stringValue());
    }

    private static boolean isChecked(JsonNode json) throws NoQuestionException {
        JsonNode value = json.path(CHECKED);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new NoQuestionException("\"" + CHECKED + "\" must be true or false");
        }
        return value.asBoolean(false);
    }

    private static List<String> revisions(JsonNode json, String key) throws NoQuestionException {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw new NoQuestionException("\"" + key + "\" must be an array of strings");
        }
        List<String> revisions = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw new NoQuestionException("\"" + key + "\" must hold strings only");
            }
            revisions.add(element.stringValue());
        }
        return revisions;
    }

    /** The answer in a line without its end. What is not valid UTF-8 shows as U+FFFD. */
    static String of(NextAnswers.Answer answer) {
        Next next = answer.next();
        GitWords.Said said = answer.said();
        boolean counts = next.kind() == Next.Kind.TEST;
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("next", next.kind().asksForTest() ? next.commit() : null);
        json.put("left", counts ? (Integer) next.left() : null);
        json.put("steps", counts ? (Integer) next.steps() : null);
        json.put("exit", said.exitCode());
        json.put("text", RawText.toUnicode(said.err() + said.out()));
        return Json.MAPPER.writeValueAsString(json);
    }

    /** An error in a line without its end. */
    static String error(String message) {
        return Json.MAPPER.writeValueAsString(Json.MAPPER.createObjectNode().put("error", message));
    }
}
