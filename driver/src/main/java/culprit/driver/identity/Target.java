package culprit.driver.identity;

import culprit.report.crash.CrashSignature;
import culprit.report.crash.Likeness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The bug that is looked for, as it shows on kernels: what the bad commit showed, and what is learnt later.
 *
 * <ul>
 *   <li>The most frequent crash of the bad commit leads, and others of that commit that are related to it belong to it.
 *       One that is not belongs to it only if it is as frequent as {@link #FREQUENT}: a kernel may have two bugs.
 *   <li>New titles are compared with what the bad commit showed, not with what was learnt, lest the target drift from
 *       one bug to another one.
 *   <li>It depends on the order in which it is told of crashes, and on nothing else.
 * </ul>
 *
 * <p>Owned by one thread.
 */
public final class Target {
    /** A share of the bad commit's crashes that another bug hardly has, if it is not what the reproducer is for. */
    private static final double FREQUENT = 1.0 / 3;

    private final Predicate<CrashSignature> wanted;
    private final List<CrashSignature> models;
    private final List<Alias> aliases = new ArrayList<>();

    /** The titles of the aliases. */
    private final Set<String> learnt = new HashSet<>();

    /** What a crash is to a bisection. */
    public enum Kind {
        /** The bug that is looked for. */
        TARGET,
        /** Another one, or one that nothing can be said of. */
        OTHER
    }

    private Target(Predicate<CrashSignature> wanted, List<CrashSignature> models) {
        this.wanted = wanted;
        this.models = models;
    }

    /**
     * The bug that the bad commit shows.
     *
     * @param atBad a signature for each run that crashed there
     */
    public static Target of(List<CrashSignature> atBad) {
        return new Target(crash -> false, leading(atBad));
    }

    /**
     * The bug that the user wants.
     *
     * @param atBad a signature for each run that crashed at the bad commit; those that are not wanted play no part
     * @param wanted what the user says of it, such as its title
     */
    public static Target of(List<CrashSignature> atBad, Predicate<CrashSignature> wanted) {
        return new Target(wanted, atBad.stream().filter(wanted).distinct().toList());
    }

    private static List<CrashSignature> leading(List<CrashSignature> atBad) {
        List<CrashSignature> telling =
                atBad.stream().filter(CrashSignature::isTelling).toList();
        List<CrashSignature> candidates = telling.isEmpty() ? atBad : telling;
        Map<String, List<CrashSignature>> byTitle = new LinkedHashMap<>();
        candidates.forEach(crash -> byTitle.computeIfAbsent(crash.title(), title -> new ArrayList<>())
                .add(crash));
        Optional<CrashSignature> leader = byTitle.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(most -> most.get(0));
        double enough = Math.max(2, candidates.size() * FREQUENT);
        return atBad.stream()
                .filter(crash -> leader.filter(first -> first.likenessTo(crash) != Likeness.OTHER)
                                .isPresent()
                        || byTitle.getOrDefault(crash.title(), List.of()).size() >= enough)
                .distinct()
                .toList();
    }

    /** Whether a crash is the bug, as far as is known. */
    public Kind kindOf(CrashSignature crash) {
        boolean known = crash.titles().stream().anyMatch(learnt::contains);
        return known || wanted.test(crash) || likenessOf(crash).compareTo(Likeness.ALIKE) <= 0
                ? Kind.TARGET
                : Kind.OTHER;
    }

    private Likeness likenessOf(CrashSignature crash) {
        return closest(crash).map(model -> model.likenessTo(crash)).orElse(Likeness.OTHER);
    }

    private Optional<CrashSignature> closest(CrashSignature crash) {
        return models.stream().min(Comparator.comparing(model -> model.likenessTo(crash)));
    }

    /**
     * Learns which new titles the bug has.
     *
     * @param commit the revision that was tested
     * @param shown a signature for each run that crashed there
     * @return those that were not known before
     */
    public List<Alias> learn(String commit, List<CrashSignature> shown) {
        boolean present = shown.stream().anyMatch(crash -> kindOf(crash) == Kind.TARGET);
        List<Alias> added = new ArrayList<>();
        for (CrashSignature crash : shown) {
            Likeness likeness = likenessOf(crash);
            boolean fits = likeness == Likeness.ALIKE || (likeness == Likeness.RELATED && present);
            boolean known = wanted.test(crash) || learnt.contains(crash.title());
            if (fits && !known) {
                Alias alias =
                        new Alias(commit, crash, closest(crash).orElseThrow().title(), likeness);
                aliases.add(alias);
                learnt.addAll(crash.titles());
                added.add(alias);
            }
        }
        return added;
    }

    /** What the bad commit showed of it. */
    public List<CrashSignature> models() {
        return models;
    }

    /** What was learnt, in this order. */
    public List<Alias> aliases() {
        return List.copyOf(aliases);
    }
}
