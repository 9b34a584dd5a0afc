package culprit.driver.gitlog;

import culprit.git.Next;
import culprit.report.Event;
import culprit.report.RawText;
import culprit.report.SyzbotText;
import culprit.report.Verdict;

/** What git says of the state of a search, in the user's terms. */
final class GitWords {
    private GitWords() {}

    /** Git's words, raw, without '\n' at the end: of a culprit the first line only. */
    static String of(Next next, String title, Terms terms) {
        String commit = next.commit();
        String words = switch (next.kind()) {
            case TEST -> text(new Event.SearchStepped(next.left(), next.steps(), commit, title));
            case MERGE_BASE -> text(new Event.MergeBaseTesting(commit, title));
            case FOUND -> inTerms(text(new Event.CulpritFound(commit, new byte[0])), terms);
            case ONLY_SKIPPED_LEFT -> inTerms(text(new Event.OnlySkippedLeft(next.candidates())), terms);
            case GOOD_NOT_ANCESTOR, MERGE_BASE_BAD, BOTH_GOOD_AND_BAD -> "";
        };
        return (inTerms(next.message(), terms) + words).strip();
    }

    private static String text(Event event) {
        return RawText.of(new SyzbotText().of(event));
    }

    /** Words without titles, as git builds them with other terms; it says what became of the bug in three ways. */
    private static String inTerms(String words, Terms terms) {
        String bad = terms.word(Verdict.BAD);
        String good = terms.word(Verdict.GOOD);
        if (bad.equals("bad") && good.equals("good")) {
            return words;
        }
        String change = bad.equals("new") && good.equals("old")
                ? " is new.\nThe property has changed between "
                : " is " + bad + ".\nThis means the first '" + good + "' commit is between ";
        return words.replace("first bad commit", "first " + bad + " commit")
                .replace("Some good revs are not ancestors of the bad rev", notAncestors(good, bad))
                .replace("mistook good and bad revs", "mistook " + good + " and " + bad + " revs")
                .replace("was both good and bad", "was both " + good + " and " + bad)
                .replace(" is bad.\nThis means the bug has been fixed between ", change);
    }

    private static String notAncestors(String good, String bad) {
        return "Some " + good + " revs are not ancestors of the " + bad + " rev";
    }
}
