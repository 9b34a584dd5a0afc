package culprit.driver.belief;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One search for a culprit: it says what to test, learns what that showed, and names the culprit when it is sure enough.
 *
 * <p>Evidence from before the search, such as the crash of the bad commit, is told in the same way as the answers. Commits
 * are numbers of the {@link Ancestry}. Owned by one thread.
 */
public final class Strategy {
    /**
     * So many crashes of the bad commit are seen before anything else is tested: the second says more about the rate, at no
     * build, than the first tests of the search.
     */
    private static final int ORIGINAL_CRASHES = 2;
    /** It has so many runs for that. */
    private static final int ORIGINAL_RUNS = 200;
    /** A range leaves this part of the doubt: in it many commits are equally likely, and none of them may be cut off. */
    private static final double RANGE_DOUBT = 0.05;

    private final Ancestry ancestry;
    private final Settings settings;
    private final Posterior posterior;
    private final Testability testability;
    private final Costs costs;

    /**
     * A search of which nothing is known yet.
     *
     * @param clues what speaks for some commits beforehand; their shares are less than 1 together
     * @param before what is believed of the crash rate, but for the runs of these commits that will be told
     */
    public Strategy(Ancestry ancestry, List<Clue> clues, CrashRate before, Settings settings) {
        this.ancestry = ancestry;
        this.settings = settings;
        this.posterior = new Posterior(ancestry, clues, before, settings);
        this.testability = new Testability(ancestry);
        this.costs = new Costs(settings);
    }

    /** What to do now; the same until more is told. */
    public Step next() {
        int bad = ancestry.bad();
        Observed original = evidence(bad);
        if (original.crashed() < ORIGINAL_CRASHES && original.runs() < ORIGINAL_RUNS && testability.chance(bad) > 0) {
            return Step.test(bad, ORIGINAL_RUNS - original.runs());
        }
        int likeliest = likeliest();
        if (1 - chance(likeliest) <= Reserve.at(posterior.crashRate().mean()) * (1 - settings.confidence())) {
            return Step.named(likeliest, chance(likeliest));
        }
        Optional<Step> test = new Choice(ancestry, posterior, testability, costs, settings).best();
        return test.orElseGet(this::range);
    }

    /** Learns of runs of a commit, which are added to those that it had. */
    public void tested(int commit, Observed more) {
        testability.testable(commit);
        posterior.tell(commit, more);
    }

    /** Learns of all runs of a kernel that is the bad commit's but for the change of one commit. */
    public void testedWithout(int removed, Observed runs) {
        posterior.tellWithout(removed, runs);
    }

    /** Learns that two commits have the same kernel, bit by bit: either both have the bug or none. */
    public void sameKernel(int one, int other) {
        posterior.same(one, other);
    }

    /** Learns that a commit cannot be tested: it does not build or boot, or other crashes hide the bug. */
    public void untestable(int commit) {
        testability.untestable(commit);
    }

    /** Learns how long a build took. */
    public void built(Duration elapsed) {
        costs.built(elapsed);
    }

    /** Learns how long a run took, on its guest. */
    public void ran(Duration elapsed) {
        costs.ran(elapsed);
    }

    /** All runs of a commit that were told. */
    public Observed evidence(int commit) {
        return posterior.runs(commit);
    }

    /** The chance, from 0 to 1, that a commit is the culprit. */
    public double chance(int commit) {
        return posterior.chances()[commit];
    }

    /** The chance, from 0 to 1, that a commit has the bug; after a good verdict, that it is wrong. */
    public double chanceOfBug(int commit) {
        return Math.min(
                1, ancestry.ancestors(commit).stream().mapToDouble(this::chance).sum());
    }

    /** What is believed now. */
    public Outlook outlook() {
        int likeliest = likeliest();
        return new Outlook(
                likeliest,
                chance(likeliest),
                posterior.crashRate(),
                smallestSet(settings.confidence()).size());
    }

    private int likeliest() {
        double[] chances = posterior.chances();
        int likeliest = 0;
        for (int commit = 1; commit < chances.length; commit++) {
            likeliest = chances[commit] > chances[likeliest] ? commit : likeliest;
        }
        return likeliest;
    }

    private Step range() {
        List<Integer> commits = smallestSet(1 - RANGE_DOUBT * (1 - settings.confidence()));
        double confidence = commits.stream().mapToDouble(this::chance).sum();
        return Step.range(commits.stream().sorted().toList(), Math.min(1, confidence));
    }

    /** The likeliest commits that hold the culprit with this chance. */
    private List<Integer> smallestSet(double share) {
        double[] chances = posterior.chances();
        double enough = share * Arrays.stream(chances).sum();
        List<Integer> byChance = IntStream.range(0, chances.length)
                .filter(commit -> chances[commit] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer commit) -> -chances[commit]))
                .toList();
        List<Integer> chosen = new ArrayList<>();
        double sum = 0;
        for (int commit : byChance) {
            if (sum >= enough) {
                break;
            }
            chosen.add(commit);
            sum += chances[commit];
        }
        return chosen;
    }
}
