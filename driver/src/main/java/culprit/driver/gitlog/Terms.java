package culprit.driver.gitlog;

import culprit.report.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The words for having and for not having what is searched for; of several, the first use decides.
 *
 * @param bad words for the state that came later
 * @param good words for the state before
 */
public record Terms(List<String> bad, List<String> good) {
    /** What holds until a word is used. */
    static final Terms UNDECIDED = new Terms(List.of("bad", "new"), List.of("good", "old"));

    private static final String SKIP = "skip";

    public Terms {
        bad = List.copyOf(bad);
        good = List.copyOf(good);
    }

    /** One word for each state. */
    public Terms(String bad, String good) {
        this(List.of(bad), List.of(good));
    }

    /** What the word says of a commit; empty if it is none of these. */
    Optional<Verdict> verdict(String word) {
        if (word.equals(SKIP)) {
            return Optional.of(Verdict.SKIP);
        }
        if (bad.contains(word)) {
            return Optional.of(Verdict.BAD);
        }
        return good.contains(word) ? Optional.of(Verdict.GOOD) : Optional.empty();
    }

    /** The terms once this word has been used. */
    Terms after(String word) {
        int index = Math.max(bad.indexOf(word), good.indexOf(word));
        return index < 0 || bad.size() == 1 ? this : new Terms(bad.get(index), good.get(index));
    }

    /** The word for a verdict. */
    String word(Verdict verdict) {
        return switch (verdict) {
            case BAD -> bad.get(0);
            case GOOD -> good.get(0);
            case SKIP -> SKIP;
        };
    }
}
