package culprit.driver.replay;

import culprit.driver.procedure.InfraException;
import culprit.driver.procedure.UsageException;
import culprit.driver.replay.ReplayResult.Kind;
import culprit.git.HistoryException;
import culprit.git.JGitHistory;
import culprit.report.Conclusion;
import culprit.report.Era;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Replays recorded logs: runs the real procedure over what a log says that the outside world answered, and compares the
 * log that comes out with the recorded one. Logs of {@code git bisect} have decisions of git only; these are compared with
 * those of the repository, or checked for contradictions.
 */
public final class Replay {
    private final Optional<Era> form;
    private final Optional<String> rules;
    private final Optional<JGitHistory> repository;

    /**
     * A replay.
     *
     * @param form in which our log is written; else that of the recorded one
     * @param rules a day, {@code today} or {@code syzbot-2020}; else those by which the log was made
     * @param repository the real history; else git's answers are the recorded ones
     * @throws UsageException if no rules have that name
     */
    public Replay(Optional<Era> form, Optional<String> rules, Optional<JGitHistory> repository) throws UsageException {
        if (rules.isPresent() && !RuleChoice.isName(rules.get())) {
            throw new UsageException("no rules are called \"" + rules.get()
                    + "\": say auto, today, syzbot-2020, or a day such as 2020-03-01");
        }
        this.form = form;
        this.rules = rules;
        this.repository = repository;
    }

    /**
     * Replays one log.
     *
     * @param written gets our log; nothing if the file is unreadable
     */
    public ReplayResult of(Path file, ByteArrayOutputStream written) throws InterruptedException {
        try {
            return replay(file, written);
        } catch (IOException | HistoryException | InfraException e) {
            return ReplayResult.unreadable(file.toString(), 0, "cannot replay it: " + e);
        }
    }

    private ReplayResult replay(Path file, ByteArrayOutputStream written)
            throws IOException, HistoryException, InfraException, InterruptedException {
        String name = file.toString();
        RecordedLog log;
        try (BufferedInputStream in = open(file)) {
            if (GitLogs.isOne(in)) {
                return GitLogs.replay(name, in, repository);
            }
            log = RecordedLog.read(in);
        }
        if (log.unreadable().isPresent()) {
            String why = "no log has such a line there (" + log.reading().unknown() + " in all)";
            return ReplayResult.unreadable(name, log.unreadable().get(), why);
        }
        if (log.start().isEmpty()) {
            String why = "this is no log of a bisection, which would say what it starts from";
            return ReplayResult.unreadable(name, 1, why);
        }
        if (log.weighsEvidence()) {
            String why =
                    "it was written under the policy culprit, which weighs evidence: only logs of fixed rules can be"
                            + " replayed";
            return ReplayResult.unreadable(name, 1, why);
        }
        Attempt best = attempt(file, log);
        written.writeBytes(best.log().toArray());
        return result(name, log, best);
    }

    private static BufferedInputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** By the rules that go furthest, of those by which the log can have been made. */
    private Attempt attempt(Path file, RecordedLog log)
            throws IOException, HistoryException, InfraException, InterruptedException {
        List<RuleChoice> choices = choices(log);
        List<Attempt> attempts = new ArrayList<>();
        for (RuleChoice choice : choices) {
            try (InputStream recorded = open(file)) {
                Attempt attempt = Attempt.of(log, choice, repository, recorded);
                if (attempt.difference().isEmpty()) {
                    return attempt;
                }
                attempts.add(attempt);
            }
        }
        Attempt best = attempts.get(0);
        for (Attempt attempt : attempts) {
            best = attempt.line() > best.line() ? attempt : best;
        }
        return best;
    }

    private List<RuleChoice> choices(RecordedLog log) {
        if (rules.isPresent()) {
            return List.of(
                    RuleChoice.named(rules.get(), log, form.orElse(log.reading().era())));
        }
        return form.isPresent()
                ? List.of(RuleChoice.named(form.get().date().toString(), log, form.get()))
                : RuleChoice.of(log);
    }

    private ReplayResult result(String file, RecordedLog log, Attempt attempt) {
        VerdictReview review = VerdictReview.of(log, attempt.choice().rules());
        List<Divergence> divergences = new ArrayList<>();
        attempt.difference().ifPresent(divergences::add);
        divergences.addAll(review.differences());
        divergences.sort(Comparator.comparing(Divergence::line));
        return new ReplayResult(
                file,
                divergences.isEmpty() ? Kind.IDENTICAL : Kind.DIVERGES,
                divergences.isEmpty() ? attempt.line() - 1 : divergences.get(0).line(),
                attempt.missing().isEmpty() && log.isComplete(),
                attempt.choice().form().date().toString(),
                attempt.choice().name(),
                attempt.decisions(),
                review.compared(),
                review.compared() - review.differences().size(),
                divergences,
                remark(attempt));
    }

    private String remark(Attempt attempt) {
        if (attempt.missing().isPresent()) {
            return "the record ends: it does not hold " + attempt.missing().get();
        }
        boolean asked = rules.isPresent();
        return attempt.conclusion()
                .filter(reached -> asked)
                .map(Replay::inWords)
                .orElse("");
    }

    private static String inWords(Conclusion conclusion) {
        return switch (conclusion.kind()) {
            case CULPRIT -> "culprit: " + conclusion.commit();
            case CANDIDATES -> "one of " + conclusion.candidates().size() + " commits";
            case OLDEST_RELEASE_BAD -> "the oldest release has the bug";
            case HEAD_BAD -> "not fixed";
            case NOT_REPRODUCED, FAILED, UNTOLD -> "error: " + conclusion.error();
        };
    }
}
