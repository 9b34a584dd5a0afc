package culprit.report.terminal;

import culprit.report.Check;
import culprit.report.Conclusion;
import culprit.report.Direction;
import culprit.report.RawText;
import culprit.report.Totals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The paragraph that stands last on the terminal: what came out, what it cost, where to read more. */
final class Summary {
    private Summary() {}

    static List<String> of(Conclusion conclusion, Totals totals, Path log) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(headline(conclusion));
        conclusion.checks().exposes().ifPresent(why -> lines.add("  it exposes the bug: " + Wording.raw(why)));
        if (conclusion.checks().list().isEmpty() && conclusion.checks().sameBinary()) {
            lines.add("  but its kernel is the same as its parent's, so it cannot be the cause");
        }
        if (conclusion.checks().list().isEmpty() && conclusion.checks().release()) {
            lines.add("  but it is a release, which changes no more than the version");
        }
        for (Check check : conclusion.checks().failed()) {
            lines.add("  but " + Wording.raw(check.text()));
        }
        conclusion.crash().ifPresent(crash -> lines.add("crash: " + Wording.raw(crash.title())));
        lines.add(Wording.counted(totals.revisions(), "revision") + " tested in " + Wording.rough(totals.total())
                + " (builds " + Wording.rough(totals.build()) + ", tests " + Wording.rough(totals.test()) + ")");
        lines.add("log: " + RawText.visible(log.toString()));
        return lines;
    }

    private static String headline(Conclusion conclusion) {
        String commit = conclusion.commit() + " " + Wording.raw(conclusion.title());
        return switch (conclusion.kind()) {
            case CULPRIT -> (conclusion.direction() == Direction.FIX ? "fixed by: " : "culprit: ") + commit;
            case CANDIDATES ->
                "no single culprit: one of "
                        + Wording.counted(conclusion.candidates().size(), "commit") + ", listed in the log, is guilty";
            case OLDEST_RELEASE_BAD -> "no culprit: the oldest release tested has the bug already, " + commit;
            case HEAD_BAD -> "no fix: the tip of the branch has the bug still, " + commit;
            case UNTOLD -> "no culprit: the log does not say how the bisection ended";
            case NOT_REPRODUCED, FAILED ->
                "no culprit: " + conclusion.error().lines().map(Wording::raw).collect(Collectors.joining("\n  "));
        };
    }
}
