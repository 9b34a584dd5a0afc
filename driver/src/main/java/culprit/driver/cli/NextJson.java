package culprit.driver.cli;

import culprit.driver.cli.Batch.NoAnswerException;
import culprit.driver.gitlog.GitWords;
import culprit.git.Next;
import culprit.report.RawText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions and answers of {@code culprit next --batch}: one JSON object in one line each. */
final class NextJson {
    static final String EXAMPLE = "{\"bad\":\"v6.2\",\"good\":[\"v6.1\"],\"skip\":[]}";

    private static final String BAD = "bad";
    private static final String GOOD = "good";
    private static final String SKIP = "skip";
    private static final String EXPECTED = "expected";
    private static final String CHECKED = "checked";
    private static final String PATHS = "paths";
    private static final Set<String> KEYS = new TreeSet<>(List.of(BAD, GOOD, SKIP, EXPECTED, CHECKED, PATHS));

    private NextJson() {}

    /** The question that an object asks. */
    static NextQuestion question(JsonNode json) throws NoAnswerException {
        Set<String> unknown = new TreeSet<>(json.propertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new NoAnswerException(
                    "unknown key \"" + unknown.iterator().next() + "\": the keys are " + String.join(", ", KEYS));
        }
        String bad = revision(json, BAD)
                .orElseThrow(() -> new NoAnswerException("\"" + BAD + "\" is missing: give it a revision"));
        return new NextQuestion(
                bad,
                strings(json, GOOD),
                strings(json, SKIP),
                revision(json, EXPECTED),
                isChecked(json),
                strings(json, PATHS));
    }

    private static Optional<String> revision(JsonNode json, String key) throws NoAnswerException {
        JsonNode value = json.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new NoAnswerException("\"" + key + "\" must be a string");
        }
        return Optional.of(value.stringValue());
    }

    private static boolean isChecked(JsonNode json) throws NoAnswerException {
        JsonNode value = json.path(CHECKED);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new NoAnswerException("\"" + CHECKED + "\" must be true or false");
        }
        return value.asBoolean(false);
    }

    private static List<String> strings(JsonNode json, String key) throws NoAnswerException {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw new NoAnswerException("\"" + key + "\" must be an array of strings");
        }
        List<String> strings = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw new NoAnswerException("\"" + key + "\" must hold strings only");
            }
            strings.add(element.stringValue());
        }
        return strings;
    }

    /** The answer. What is not valid UTF-8 shows as U+FFFD. */
    static ObjectNode of(NextAnswers.Answer answer) {
        Next next = answer.next();
        GitWords.Said said = answer.said();
        boolean counts = next.kind() == Next.Kind.TEST;
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("next", next.kind().asksForTest() ? next.commit() : null);
        json.put("left", counts ? (Integer) next.left() : null);
        json.put("steps", counts ? (Integer) next.steps() : null);
        json.put("exit", said.exitCode());
        json.put("text", RawText.toUnicode(said.err() + said.out()));
        return json;
    }
}
