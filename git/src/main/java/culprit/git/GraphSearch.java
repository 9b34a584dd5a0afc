package culprit.git;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A search in the graph of a history that chooses as {@code git bisect} does.
 *
 * <p>The answers depend on the history and the verdicts alone; no object is read after construction, unless the search is
 * limited to paths. Verdicts
 * may be given for other commits than the one asked for, as long as they are reachable from the commits the search began
 * with.
 */
final class GraphSearch implements Search {
    private final CommitGraph graph;
    private final Level level;
    private final boolean firstParent;
    private final Optional<PathChanges> paths;
    private int bad;
    private final TreeSet<Integer> goods;
    private final Set<String> skips = new TreeSet<>();
    private @Nullable String expected;
    private boolean ancestorsChecked;
    private @Nullable Next next;

    /** Starts a search along all paths; the bad and the good commits are loaded in the graph. */
    GraphSearch(CommitGraph graph, Level level, SearchState state) {
        this(graph, level, state, Optional.empty());
    }

    /** Starts a search; the paths are those that the state names. */
    GraphSearch(CommitGraph graph, Level level, SearchState state, Optional<PathChanges> paths) {
        this.graph = graph;
        this.level = level;
        this.firstParent = state.limits().firstParent();
        this.paths = paths;
        this.bad = known(state.bad());
        this.goods = new TreeSet<>(graph::compareIds);
        state.goods().forEach(good -> goods.add(known(good)));
        this.skips.addAll(state.skips());
        this.expected = state.expected().orElse(null);
        this.ancestorsChecked = state.ancestorsChecked();
    }

    private GraphSearch(GraphSearch other) {
        this.graph = other.graph;
        this.level = other.level;
        this.firstParent = other.firstParent;
        this.paths = other.paths;
        this.bad = other.bad;
        this.goods = new TreeSet<>(other.goods);
        this.skips.addAll(other.skips);
        this.expected = other.expected;
        this.ancestorsChecked = other.ancestorsChecked;
        this.next = other.next;
    }

    @Override
    public List<String> ahead(int depth) throws HistoryException {
        Set<String> ahead = new LinkedHashSet<>();
        List<GraphSearch> level = List.of(this);
        for (int verdicts = 0; verdicts < depth; verdicts++) {
            List<GraphSearch> following = new ArrayList<>();
            for (GraphSearch search : level) {
                following.addAll(search.futures());
            }
            for (GraphSearch search : following) {
                ahead.add(search.next().commit());
            }
            level = following;
        }
        ahead.remove(next().commit());
        return List.copyOf(ahead);
    }

    /** The searches that ask for one more commit after a verdict on the present one. */
    private List<GraphSearch> futures() throws HistoryException {
        if (!next().kind().asksForTest()) {
            return List.of();
        }
        String commit = next().commit();
        GraphSearch good = new GraphSearch(this);
        good.good(commit);
        GraphSearch bad = new GraphSearch(this);
        bad.bad(commit);
        List<GraphSearch> futures = new ArrayList<>();
        for (GraphSearch search : List.of(good, bad)) {
            if (search.next().kind().asksForTest()) {
                futures.add(search);
            }
        }
        return futures;
    }

    @Override
    public Next next() throws HistoryException {
        if (next == null) {
            try {
                next = decide();
            } catch (UncheckedIOException e) {
                throw paths.orElseThrow().unreadable(e);
            }
            if (next.kind().asksForTest()) {
                expected = next.commit();
            }
        }
        return next;
    }

    @Override
    public void good(String commit) {
        goods.add(known(commit));
        judged(commit);
    }

    @Override
    public void bad(String commit) {
        bad = known(commit);
        judged(commit);
    }

    @Override
    public void skip(String commit) {
        skips.add(commit);
        judged(commit);
    }

    private int known(String commit) {
        int index = graph.find(ObjectId.fromString(commit));
        if (index < 0) {
            throw new IllegalArgumentException("commit " + commit + " is not reachable from where the search began");
        }
        return index;
    }

    /** A verdict on a commit nobody asked about may come from anywhere: the ancestors are checked anew. */
    private void judged(String commit) {
        if (!commit.equals(expected)) {
            ancestorsChecked = false;
            expected = null;
        }
        next = null;
    }

    private Next decide() {
        // One git process makes both walks, and the first leaves its mark on the second.
        BitSet parsed = new BitSet();
        StringBuilder warnings = new StringBuilder();
        if (!ancestorsChecked && !goods.isEmpty()) {
            Optional<Next> stop = checkAncestors(parsed, warnings);
            if (stop.isPresent()) {
                return stop.get();
            }
            ancestorsChecked = true;
        }
        Simplification simplification = new Simplification(graph, paths, firstParent, List.copyOf(goods));
        LimitedWalk.Result walk = LimitedWalk.run(simplification, tips(), parsed);
        return choose(new Range(graph, walk), warnings.toString());
    }

    private List<Integer> tips() {
        List<Integer> tips = new ArrayList<>();
        tips.add(bad);
        tips.addAll(goods);
        return tips;
    }

    private Next choose(Range range, String warnings) {
        Midpoint midpoint = skips.isEmpty() ? Midpoint.of(range, level) : Midpoint.around(graph, range, skips, bad);
        String badName = graph.name(bad);
        if (midpoint.commit() != Midpoint.NONE && midpoint.commit() != bad) {
            int left = range.counted() - midpoint.reaches() - 1;
            String commit = graph.name(midpoint.commit());
            return new Next(Next.Kind.TEST, commit, left, steps(range.counted()), List.of(), warnings, "");
        }
        if (!midpoint.skipped().isEmpty()) {
            List<String> candidates =
                    new ArrayList<>(midpoint.skipped().stream().map(graph::name).toList());
            if (midpoint.commit() == bad) {
                candidates.add(badName);
            }
            return new Next(Next.Kind.ONLY_SKIPPED_LEFT, badName, 0, 0, candidates, warnings, "");
        }
        if (midpoint.commit() == Midpoint.NONE && range.size() > 0) {
            return new Next(Next.Kind.NONE_TESTABLE, badName, warnings + noneTestable());
        }
        return midpoint.commit() == bad
                ? new Next(Next.Kind.FOUND, badName, warnings)
                : new Next(Next.Kind.BOTH_GOOD_AND_BAD, badName, warnings + badName + " was both good and bad\n");
    }

    private String noneTestable() {
        return "No testable commit found.\nMaybe you started with bad path "
                + (level.callsPathsArguments() ? "arguments" : "parameters") + "?\n";
    }

    /**
     * git's estimate of the tests that are left: with all = e + x and e the largest power of two in it, log2(e), or one
     * less while x is at most a third of e.
     */
    static int steps(int all) {
        if (all < 3) {
            return 0;
        }
        int log = 31 - Integer.numberOfLeadingZeros(all);
        int power = 1 << log;
        return power < 3L * (all - power) ? log : log - 1;
    }

    /** What must be done first because a good commit is no ancestor of the bad one; empty if nothing. */
    private Optional<Next> checkAncestors(BitSet parsed, StringBuilder warnings) {
        LimitedWalk.Result beyondBad = LimitedWalk.run(graph, tips(), List.of(bad), parsed);
        if (beyondBad.listed().size() == 0) {
            return Optional.empty();
        }
        for (int base : MergeBases.of(graph, bad, List.copyOf(goods), parsed)) {
            String name = graph.name(base);
            if (base == bad) {
                return Optional.of(badIsMergeBase(warnings.toString()));
            }
            if (goods.contains(base)) {
                continue;
            }
            if (!skips.contains(name)) {
                return Optional.of(new Next(Next.Kind.MERGE_BASE, name, warnings.toString()));
            }
            warnings.append(skippedMergeBase(name));
        }
        return Optional.empty();
    }

    private Next badIsMergeBase(String warnings) {
        String name = graph.name(bad);
        if (!name.equals(expected)) {
            return new Next(
                    Next.Kind.GOOD_NOT_ANCESTOR,
                    name,
                    warnings
                            + "Some good revs are not ancestors of the bad rev.\n"
                            + "git bisect cannot work properly in this case.\n"
                            + "Maybe you mistook good and bad revs?\n");
        }
        String shown = shownAfterGoods(name, 3);
        return new Next(
                Next.Kind.MERGE_BASE_BAD,
                name,
                warnings + "The merge base " + shown + " is bad.\n" + "This means the bug has been fixed between "
                        + shown + " and [" + goodNames() + "].\n");
    }

    private String skippedMergeBase(String base) {
        String shownBad = shownAfterGoods(graph.name(bad), 3);
        String shownBase = shownAfterGoods(base, 2);
        return "warning: the merge base between " + shownBad + " and [" + goodNames() + "] must be skipped.\n"
                + "So we cannot be sure the first bad commit is between " + shownBase + " and " + shownBad + ".\n"
                + "We continue anyway.\n";
    }

    private String goodNames() {
        return goods.stream().map(graph::name).collect(Collectors.joining(" "));
    }

    /**
     * On purpose: the id as git before 2.55 shows it. It keeps the text of four ids; the list of goods is made before the
     * line is printed and takes the places over, so that an id shows as the last good whose index is {@code place} modulo
     * four.
     */
    private String shownAfterGoods(String name, int place) {
        String shown = name;
        int index = 0;
        for (int good : goods) {
            if (index++ % 4 == place && level.mixesUpIds()) {
                shown = graph.name(good);
            }
        }
        return shown;
    }
}
