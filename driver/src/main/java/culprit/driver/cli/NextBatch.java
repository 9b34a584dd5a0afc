package culprit.driver.cli;

import culprit.git.BadInputException;
import culprit.git.HistoryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers questions line by line, each before the next one is read. */
final class NextBatch {
    private final NextAnswers answers;
    private boolean failed;

    NextBatch(NextAnswers answers) {
        this.answers = answers;
    }

    /** Answers until the end of the questions; returns whether every line had an answer. */
    boolean run(BufferedReader questions, OutputStream out) throws IOException, InterruptedException {
        long number = 0;
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            out.write((answer(++number, line) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return !failed;
    }

    private String answer(long number, String line) throws InterruptedException {
        try {
            return NextJson.of(answers.to(NextJson.question(line)));
        } catch (NextJson.NoQuestionException | BadInputException | HistoryException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            failed = true;
            return NextJson.error("line " + number + ": " + e.getMessage());
        }
    }
}
