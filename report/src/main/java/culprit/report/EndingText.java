package culprit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The lines about the totals and the conclusion of a bisection, as of an era. */
final class EndingText {
    private final Era era;

    EndingText(Era era) {
        this.era = era;
    }

    String totals(Totals totals) {
        return Line.TOTALS.with(
                totals.revisions(),
                GoFormat.duration(totals.total()),
                GoFormat.duration(totals.build()),
                GoFormat.duration(totals.test()));
    }

    /** All about the conclusion but its crash. */
    List<String> conclusion(Conclusion conclusion) {
        boolean fix = conclusion.direction() == Direction.FIX;
        List<String> lines = new ArrayList<>();
        switch (conclusion.kind()) {
            case CULPRIT -> {
                lines.add((fix ? Line.FIRST_GOOD : Line.FIRST_BAD).with(conclusion.commit(), conclusion.title()));
                lines.addAll(recipients(conclusion));
            }
            case CANDIDATES -> {
                lines.add((fix ? Line.ANY_GOOD : Line.ANY_BAD).with());
                lines.addAll(conclusion.candidates());
            }
            case OLDEST_RELEASE_BAD, HEAD_BAD -> {
                lines.add(outsideRange(conclusion.kind()).with());
                if (era.has(Change.HASHES_AT_START)) {
                    lines.add(Line.MESSAGE.with(conclusion.title()));
                }
            }
            case NOT_REPRODUCED, FAILED -> lines.add(Line.ERROR.with(conclusion.error()));
            case UNTOLD -> {}
        }
        return lines;
    }

    private List<String> recipients(Conclusion conclusion) {
        List<String> to = conclusion.recipients();
        List<String> copied = conclusion.copied();
        if (era.has(Change.RECIPIENT_ROLES)) {
            return List.of(
                    Line.RECIPIENTS_TO.with(GoFormat.quoted(to)), Line.RECIPIENTS_CC.with(GoFormat.quoted(copied)));
        }
        if (copied.isEmpty()) {
            return List.of(Line.CC.with(GoFormat.quoted(to)));
        }
        TreeSet<String> all = new TreeSet<>(to);
        all.addAll(copied);
        return List.of(Line.CC.with(GoFormat.quoted(List.copyOf(all))));
    }

    private Line outsideRange(Conclusion.Kind kind) {
        boolean reworded = era.has(Change.BUILD_FAILURE_NAMED);
        if (kind == Conclusion.Kind.OLDEST_RELEASE_BAD) {
            return reworded ? Line.OLDEST_BAD_NEW : Line.OLDEST_BAD;
        }
        if (era.has(Change.MERGE_BASE_CHECKED)) {
            return Line.UNFIXED;
        }
        return reworded ? Line.HEAD_BAD_NEW : Line.HEAD_BAD;
    }
}
