package culprit.driver.audit;

import culprit.driver.audit.AuditResult.Verdict;
import culprit.driver.identity.Target;
import culprit.report.Conclusion;
import culprit.report.Event;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Audits recorded bisections. */
public final class Audit {
    private Audit() {}

    /** How far the log in a file can be believed. */
    public static AuditResult of(Path file) {
        AuditedLog log;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            log = AuditedLog.read(in);
        } catch (IOException e) {
            return AuditResult.unreadable(file.toString(), "cannot read it: " + e);
        }
        if (log.weighsEvidence()) {
            return AuditResult.unreadable(
                    file.toString(), "written under the policy culprit, which says itself how sure it is");
        }
        return log.isOne()
                ? of(file.toString(), log)
                : AuditResult.unreadable(file.toString(), "no log of a bisection by syzbot or Culprit");
    }

    private static AuditResult of(String name, AuditedLog log) {
        Target target = log.target();
        List<Argument> search = SearchArguments.of(log, target);
        Optional<String> culprit = log.culprit();
        if (culprit.isEmpty()) {
            List<Argument> arguments = new ArrayList<>(search);
            arguments.add(ending(log));
            return new AuditResult(name, 0, Verdict.NO_ANSWER, culprit, inOrder(arguments), Retest.of(log, target), "");
        }
        Signs signs = Signs.of(log, target);
        List<Argument> arguments = Stream.concat(CommitArguments.of(log, target).stream(), search.stream())
                .toList();
        return new AuditResult(
                name,
                Credence.score(signs),
                Credence.verdict(signs),
                culprit,
                inOrder(arguments),
                Retest.of(log, target),
                "");
    }

    private static List<Reason> inOrder(List<Argument> arguments) {
        return arguments.stream()
                .sorted(Comparator.comparingDouble(Argument::weight).reversed())
                .map(Argument::reason)
                .toList();
    }

    /** Why no commit is named. */
    private static Argument ending(AuditedLog log) {
        if (log.end().isEmpty()) {
            return Argument.of(Argument.PROOF, "the log breaks off before the bisection ended", log.lines());
        }
        AuditedLog.At<Event.BisectionFinished> end = log.end().get();
        Conclusion conclusion = end.fact().conclusion();
        boolean told = conclusion.kind() != Conclusion.Kind.UNTOLD;
        return Argument.of(Argument.PROOF, inWords(conclusion), told ? end.line() + 1 : end.line());
    }

    private static String inWords(Conclusion conclusion) {
        return switch (conclusion.kind()) {
            case CANDIDATES ->
                "no single commit is named, but any of "
                        + conclusion.candidates().size();
            case OLDEST_RELEASE_BAD -> "no commit is named: the oldest release that was tested crashes";
            case HEAD_BAD -> "no commit is named: the newest revision still crashes";
            case NOT_REPRODUCED -> "no commit is named: the crash did not show where it was found";
            case FAILED ->
                "no commit is named: " + conclusion.error().lines().findFirst().orElse("the bisection failed");
            case CULPRIT, UNTOLD -> "the log does not say how the bisection ended";
        };
    }
}
