package culprit.driver.gitlog;

import culprit.driver.gitlog.GitLogFinding.Kind;
import culprit.driver.gitlog.GitLogFinding.Remark;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found in a log: of the problems the first, for the later ones may come of it. One thread's. */
final class Findings {
    /** So much of a damaged line is enough to know it by, in characters. */
    private static final int SHOWN = 200;

    private Kind kind = Kind.CONSISTENT;
    private long line;
    private String recorded = "";
    private String ours = "";
    private final List<Remark> remarks = new ArrayList<>();

    void diverges(long at, String said, String expected) {
        problem(Kind.DIVERGES, at, said, expected);
    }

    void unreadable(long at, String said, String reason) {
        problem(Kind.UNREADABLE, at, said, reason);
    }

    private void problem(Kind found, long at, String said, String other) {
        if (kind == Kind.CONSISTENT) {
            kind = found;
            line = at;
            recorded = said.length() <= SHOWN ? said : said.substring(0, SHOWN) + "...";
            ours = other;
        }
    }

    void remark(long at, String text) {
        if (remarks.size() < GitLogFinding.MAX_REMARKS) {
            remarks.add(new Remark(at, text));
        }
    }

    GitLogFinding conclude(String next, int decisions) {
        return new GitLogFinding(kind, line, recorded, ours, next, decisions, remarks);
    }
}
