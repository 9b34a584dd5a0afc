package culprit.driver.replay;

import culprit.git.HistoryException;
import culprit.git.Next;
import culprit.git.Search;
import culprit.report.Event;
import culprit.report.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** git's recorded answers, valid as long as git is told the same as it was when the log was made. */
final class RecordedSearch implements Search {
    private final RecordedLog log;
    private final RecordEnd end;
    private int marks;
    private boolean other;

    RecordedSearch(RecordedLog log, RecordEnd end, String bad, List<String> goods) {
        this.log = log;
        this.end = end;
        this.other = log.search()
                .filter(search -> search.bad().equals(bad) && search.goods().equals(goods))
                .isEmpty();
    }

    @Override
    public Next next() throws HistoryException {
        @Nullable GitAnswer answer = other ? null : log.answers().get(marks);
        if (answer == null) {
            throw end.history(other ? "git's answer to other verdicts" : "git's next answer");
        }
        return answer.next();
    }

    /** A record tells what was asked, not what might have been. */
    @Override
    public List<String> ahead(int depth) {
        return List.of();
    }

    @Override
    public void good(String commit) {
        mark(Verdict.GOOD, commit);
    }

    @Override
    public void bad(String commit) {
        mark(Verdict.BAD, commit);
    }

    @Override
    public void skip(String commit) {
        mark(Verdict.SKIP, commit);
    }

    private void mark(Verdict verdict, String commit) {
        Event.CommitMarked mark = new Event.CommitMarked(verdict, commit);
        other |= marks >= log.marks().size() || !log.marks().get(marks).equals(mark);
        marks++;
    }
}
