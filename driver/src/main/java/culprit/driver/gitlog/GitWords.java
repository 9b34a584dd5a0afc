package culprit.driver.gitlog;

import culprit.git.Level;
import culprit.git.Next;
import culprit.report.Event;
import culprit.report.RawText;
import culprit.report.SyzbotText;
import culprit.report.Verdict;

/**
 * What git says of the state of a search, in the user's terms. The words are those of the log of a bisection, which
 * quotes git.
 */
public final class GitWords {
    private static final int GOES_ON = 0;
    private static final int FAILED = 1;
    private static final int ONLY_SKIPPED = 2;
    private static final int MERGE_BASE_BAD = 3;
    private static final int NONE_TESTABLE = 4;

    private final Terms terms;
    private final Level level;

    /** Words with these terms. */
    public GitWords(Terms terms, Level level) {
        this.terms = terms;
        this.level = level;
    }

    /**
     * What {@code git bisect} prints, raw, and how it exits.
     *
     * @param out on standard output
     * @param err on standard error
     */
    public record Said(String out, String err, int exitCode) {}

    /**
     * Git's words.
     *
     * @param title of the commit that {@code next} names, raw
     * @param display what git shows of the first bad commit; for other answers it is not used
     */
    public Said say(Next next, String title, byte[] display) {
        String commit = next.commit();
        String message = inTerms(next.message());
        return switch (next.kind()) {
            case TEST ->
                new Said(text(new Event.SearchStepped(next.left(), next.steps(), commit, title)), message, GOES_ON);
            case MERGE_BASE -> new Said(text(new Event.MergeBaseTesting(commit, title)), message, GOES_ON);
            case FOUND -> {
                String found = inTerms(text(new Event.CulpritFound(commit, new byte[0])));
                yield new Said(found + RawText.of(display), message, GOES_ON);
            }
            case ONLY_SKIPPED_LEFT ->
                new Said(inTerms(text(new Event.OnlySkippedLeft(next.candidates()))), message, ONLY_SKIPPED);
            case GOOD_NOT_ANCESTOR -> new Said("", message, FAILED);
            case MERGE_BASE_BAD -> new Said("", message, MERGE_BASE_BAD);
            case BOTH_GOOD_AND_BAD -> new Said(message, "", FAILED);
            case NONE_TESTABLE -> new Said("", message, NONE_TESTABLE);
        };
    }

    /** What git says on standard error of a search that knows no good commit. */
    public String withoutGood() {
        String warning = "arning: bisecting only with a " + terms.word(Verdict.BAD) + " commit";
        return level.warnsInLowerCase() ? "w" + warning + "\n" : "W" + warning + ".\n";
    }

    /** Git's words, raw, without '\n' at the end: of a culprit the first line only. */
    String inShort(Next next, String title) {
        Said said = say(next, title, new byte[0]);
        return (said.err() + said.out()).strip();
    }

    /**
     * What git says as long as it waits for marks, since 2.37; before that it says nothing. On purpose in git's own words
     * for good and bad until 2.54: git had these, whatever the terms were.
     */
    String waiting(boolean isBadKnown, int goods) {
        String bad = level.quotesTerms() ? word(Verdict.BAD) : "bad";
        String good = level.quotesTerms() ? word(Verdict.GOOD) : "good";
        if (isBadKnown) {
            return "status: waiting for " + good + " commit(s), " + bad + " commit known";
        }
        return goods == 0
                ? "status: waiting for both " + good + " and " + bad + " commits"
                : "status: waiting for " + bad + " commit, " + goods + " " + good + " commit" + (goods == 1 ? "" : "s")
                        + " known";
    }

    private static String text(Event event) {
        return RawText.of(new SyzbotText().of(event));
    }

    private String word(Verdict verdict) {
        return level.quotesTerms() ? "'" + terms.word(verdict) + "'" : terms.word(verdict);
    }

    /** Words without titles, as git builds them with other terms; it says what became of the bug in three ways. */
    private String inTerms(String words) {
        String bad = word(Verdict.BAD);
        String good = word(Verdict.GOOD);
        return words.replace("first bad commit", "first " + bad + " commit")
                .replace("Some good revs are not ancestors of the bad rev", notAncestors(good, bad))
                .replace("mistook good and bad revs", "mistook " + good + " and " + bad + " revs")
                .replace("was both good and bad", "was both " + good + " and " + bad)
                .replace(" is bad.\nThis means the bug has been fixed between ", change());
    }

    private String notAncestors(String good, String bad) {
        return "Some " + good + " revs are not ancestor" + (level.saysAncestors() ? "s" : "") + " of the " + bad
                + " rev";
    }

    private String change() {
        String bad = terms.word(Verdict.BAD);
        String good = terms.word(Verdict.GOOD);
        if (bad.equals("bad") && good.equals("good")) {
            return " is bad.\nThis means the bug has been fixed between ";
        }
        return bad.equals("new") && good.equals("old")
                ? " is new.\nThe property has changed between "
                : " is " + word(Verdict.BAD) + ".\nThis means the first '" + good + "' commit is between ";
    }
}
