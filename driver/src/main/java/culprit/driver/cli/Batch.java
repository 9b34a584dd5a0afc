package culprit.driver.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers questions, one JSON object in a line each, every one before the next one is read. */
final class Batch {
    private final String example;
    private final Answers answers;
    private boolean failed;

    /** Who answers the questions. */
    @FunctionalInterface
    interface Answers {
        ObjectNode to(JsonNode question) throws NoAnswerException, InterruptedException;
    }

    /** A line has no answer; the message says why. */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1;

        NoAnswerException(String message) {
            super(message);
        }
    }

    /**
     * A batch of questions of one kind.
     *
     * @param example a question in JSON
     * @param answers who is given JSON objects only
     */
    Batch(String example, Answers answers) {
        this.example = example;
        this.answers = answers;
    }

    /** Answers until the end of the questions; returns whether every line had an answer. */
    boolean run(InputStream input, OutputStream out) throws IOException, InterruptedException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        long number = 0;
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String answer = Json.MAPPER.writeValueAsString(answer(++number, line));
            out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return !failed;
    }

    private ObjectNode answer(long number, String line) throws InterruptedException {
        try {
            return answers.to(parsed(line));
        } catch (NoAnswerException e) {
            failed = true;
            return Json.MAPPER.createObjectNode().put("error", "line " + number + ": " + e.getMessage());
        }
    }

    private JsonNode parsed(String line) throws NoAnswerException {
        String wanted = "expected an object such as " + example;
        try {
            JsonNode json = Json.MAPPER.readTree(line);
            if (!json.isObject()) {
                throw new NoAnswerException(wanted);
            }
            return json;
        } catch (JacksonException e) {
            throw new NoAnswerException(wanted + ": " + e.getOriginalMessage());
        }
    }
}
