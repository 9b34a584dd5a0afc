package culprit.driver.cli;

import culprit.driver.replay.Divergence;
import culprit.driver.replay.ReplayResult;
import culprit.driver.replay.ReplayResult.Kind;
import culprit.report.RawText;
import culprit.report.terminal.Wording;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** Shows the results of replays, one line or one JSON object each, and counts them. */
final class ReplayReport {
    private static final int SHOWN = 120;

    private final PrintWriter out;
    private final boolean json;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private int compared;
    private int equal;

    ReplayReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(ReplayResult result) {
        counts.merge(result.kind(), 1, Integer::sum);
        compared += result.verdictsCompared();
        equal += result.verdictsEqual();
        out.print((json ? ReplayJson.of(result) : inWords(result)) + "\n");
        out.flush();
    }

    /** Prints the closing count. */
    void finish() {
        if (!json) {
            out.print(count(Kind.IDENTICAL) + " identical, " + count(Kind.DIVERGES) + " diverge, "
                    + count(Kind.UNREADABLE) + " unreadable; " + equal + " of " + compared + " verdicts equal\n");
            out.flush();
        }
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private static String inWords(ReplayResult result) {
        String remark = result.remark().isEmpty() ? "" : "; " + shown(result.remark());
        String file = RawText.visible(result.file()) + ": ";
        return switch (result.kind()) {
            case IDENTICAL -> file + "identical" + (result.complete() ? "" : " up to line " + result.line()) + remark;
            case DIVERGES -> {
                Divergence first = result.divergences().get(0);
                String what = first.kind() == Divergence.Kind.VERDICT ? "recorded verdict " : "recorded ";
                yield file + "diverges at line " + result.line() + ": " + what + quoted(first.recorded()) + " / ours "
                        + quoted(first.ours()) + remark;
            }
            case UNREADABLE -> {
                String place = result.line() == 0 ? "" : " at line " + result.line();
                yield file + "unreadable" + place + ": " + shown(result.remark());
            }
        };
    }

    private static String quoted(String raw) {
        return raw.isEmpty() ? "nothing" : "\"" + shown(raw) + "\"";
    }

    /** Raw text of a log for a person: made harmless, in one line, cut. */
    private static String shown(String raw) {
        String line = Wording.raw(raw);
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
