package culprit.driver.investigation;

import culprit.driver.procedure.InfraException;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Revert;
import culprit.report.Check;
import culprit.report.Check.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows of a culprit that the bug comes with it and goes with it, by tests. One investigation's. */
final class Proof {
    /** A culprit that crashes once may have done so by chance. */
    private static final int CRASHES = 2;

    private final History history;
    private final Testing testing;
    private final Rates rates;
    private final Aim aim;
    private final Facts facts;
    private final Commit bad;

    /** Of culprits of a bug that was found at this bad commit. */
    Proof(Hunt.Means means, Facts facts, Commit bad) {
        this.history = means.history();
        this.testing = means.testing();
        this.rates = means.rates();
        this.aim = means.aim();
        this.facts = facts;
        this.bad = bad;
    }

    /** The chance that a clean commit has the bug, up to which it counts as clean. */
    private double risk() {
        return 1 - aim.confidence();
    }

    /** Tests the culprit once more, and its parents for as long as it takes to be sure of them. */
    void strengthen(Commit culprit, Hunt hunt) throws HistoryException, InfraException, InterruptedException {
        if (aim.verify() || crashes(culprit) < CRASHES) {
            hunt.test(culprit, rates.runsFor(risk() / 10));
        }
        for (String id : culprit.parents()) {
            Commit parent = history.commit(id);
            int missing = rates.runsFor(risk()) - clean(parent);
            if (hunt.contains(id) && missing > 0 && crashes(parent) == 0) {
                hunt.test(parent, missing);
            }
        }
    }

    private int crashes(Commit commit) {
        return testing.of(commit.id())
                .map(revision -> revision.observed().crashed())
                .orElse(0);
    }

    private int clean(Commit commit) {
        return testing.of(commit.id())
                .map(revision -> revision.observed().clean())
                .orElse(0);
    }

    /** What the tests of the culprit and its parents show. */
    List<Check> checks(Commit culprit) throws HistoryException {
        List<Check> checks = new ArrayList<>();
        Optional<Revision> itself = testing.of(culprit.id());
        checks.add(new Check(
                "the culprit crashes again",
                crashes(culprit) >= CRASHES ? Result.PASS : Result.FAIL,
                itself.map(Revision::inWords).orElse("it was not tested")));
        for (String parent : culprit.parents()) {
            checks.add(staysClean("its parent " + parent + " stays clean", testing.of(parent)));
        }
        return checks;
    }

    private Check staysClean(String name, Optional<Revision> tested) {
        if (tested.isEmpty()) {
            return new Check(name, Result.NOT_APPLICABLE, "it is not in the range");
        }
        Revision revision = tested.get();
        if (!revision.standing().isAnswer()) {
            return new Check(name, Result.FAIL, revision.standing().word() + ": " + revision.inWords());
        }
        double missed = rates.miss(revision.observed().clean());
        boolean clean = revision.standing() == Standing.GOOD && missed <= risk();
        String doubt = String.format(Locale.ROOT, "; with the bug it would look so with %.4f", missed);
        return new Check(
                name,
                clean ? Result.PASS : Result.FAIL,
                revision.inWords() + (revision.standing() == Standing.GOOD ? doubt : ""));
    }

    /** What becomes of the culprit and of the bad commit when the culprit's change is taken out of them. */
    List<Check> reverts(Commit culprit) throws HistoryException, InfraException, InterruptedException {
        if (!aim.verify()) {
            return List.of();
        }
        List<Check> checks = new ArrayList<>();
        checks.add(revertOnItself(culprit));
        if (!bad.id().equals(culprit.id())) {
            checks.add(revertOnBad(culprit));
        }
        return checks;
    }

    /** The source without the change is the parent's: what was found of it there need not be found again. */
    private Check revertOnItself(Commit culprit) {
        String name = "reverted on itself, it stays clean";
        if (culprit.parents().size() != 1) {
            return new Check(name, Result.NOT_APPLICABLE, "there is no single parent to go back to");
        }
        Check parent = staysClean(name, testing.of(culprit.parents().get(0)));
        return new Check(name, parent.result(), "that is its parent; " + parent.found());
    }

    private Check revertOnBad(Commit culprit) throws HistoryException, InfraException, InterruptedException {
        String name = "reverted on the bad commit, it stays clean";
        Revert revert = facts.revert(culprit, bad);
        if (revert.commit().isEmpty()) {
            return new Check(name, Result.NOT_APPLICABLE, obstacle(revert));
        }
        Revision revision = tested(culprit, revert.commit().get());
        return revision.standing().isAnswer()
                ? staysClean(name, Optional.of(revision))
                : new Check(
                        name,
                        Result.NOT_APPLICABLE,
                        "without it the bad commit is " + revision.standing().word() + ": " + revision.inWords());
    }

    /** The bad commit without the change of a suspect, tested; empty if there is none, or if nothing is to be proved. */
    Optional<Revision> without(Commit suspect) throws HistoryException, InfraException, InterruptedException {
        if (!aim.verify() || bad.id().equals(suspect.id())) {
            return Optional.empty();
        }
        Optional<Commit> revert = facts.revert(suspect, bad).commit();
        return revert.isPresent() ? Optional.of(tested(suspect, revert.get())) : Optional.empty();
    }

    /** Runs a revert for as long as it takes to be sure that it is clean, unless it is known not to be. */
    private Revision tested(Commit culprit, Commit revert) throws InfraException, InterruptedException {
        Optional<Revision> before = testing.of(revert.id());
        int missing = rates.runsFor(risk()) - clean(revert);
        if (before.isPresent() && (missing <= 0 || before.get().standing() != Standing.GOOD)) {
            return before.get();
        }
        testing.say("testing " + bad.id() + " without the change of " + culprit.id());
        Revision revision = testing.untilItShows(revert, missing);
        testing.say(revision.verdict(rates.miss(revision.observed().clean())));
        return revision;
    }

    private static String obstacle(Revert revert) {
        return switch (revert.kind()) {
            case CONFLICT -> "it does not come out cleanly: " + String.join(", ", revert.conflicts());
            case NOTHING_LEFT -> "nothing of it is left there";
            case MERGE -> "it is a merge";
            case ROOT -> "it has no parent";
            case REVERTED -> throw new IllegalArgumentException("it was reverted");
        };
    }
}
