package culprit.driver.investigation;

import culprit.driver.procedure.InfraException;
import culprit.git.Commit;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.report.Check;
import culprit.report.Check.Result;
import culprit.report.Event;
import culprit.report.EventSink;
import culprit.report.crash.CrashSignature;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at what a culprit changes: whether that can have brought in anything at all. One investigation's. */
final class Gate {
    private final History history;
    private final Testing testing;
    private final EventSink events;
    private final Facts facts;

    Gate(Hunt.Means means, Facts facts) {
        this.history = means.history();
        this.testing = means.testing();
        this.events = means.events();
        this.facts = facts;
    }

    /** Whether the kernels of the culprit and of its only parent differ. */
    Check differs(Commit culprit) {
        String name = "its kernel differs from its parent's";
        Optional<String> its = signature(culprit.id());
        Optional<String> parents =
                culprit.parents().size() == 1 ? signature(culprit.parents().get(0)) : Optional.empty();
        if (its.isEmpty() || parents.isEmpty()) {
            return new Check(name, Result.NOT_APPLICABLE, "there is no single parent with a kernel");
        }
        events.accept(new Event.SignaturesCompared(its.get(), parents.get()));
        return its.equals(parents)
                ? new Check(name, Result.FAIL, "they are equal, bit by bit")
                : new Check(name, Result.PASS, "their signatures differ");
    }

    private Optional<String> signature(String commit) {
        return testing.of(commit).map(Revision::signature).filter(signature -> !signature.isEmpty());
    }

    /** Whether the culprit changes something by itself. */
    Check merge(Commit culprit) {
        int parents = culprit.parents().size();
        return new Check(
                "it is no merge",
                parents > 1 ? Result.FAIL : Result.PASS,
                parents > 1 ? "it has " + parents + " parents, which may only be bad together" : "it has one parent");
    }

    /** Whether the culprit is more than a new version. */
    Check release(Commit culprit) throws HistoryException {
        boolean release = history.isRelease(culprit.id());
        return new Check(
                "it is no release",
                release ? Result.FAIL : Result.PASS,
                release ? "a release changes no more than the version" : "no release is tagged there");
    }

    /** Whether this kernel is made of anything that the culprit changes. */
    Check matters(Commit culprit) throws HistoryException, InfraException, InterruptedException {
        String name = "it changes what is compiled";
        List<String> files = history.changedFiles(culprit.id());
        Optional<String> elsewhere = ChangedFiles.elsewhere(files);
        if (elsewhere.isPresent()) {
            return new Check(name, Result.FAIL, elsewhere.get());
        }
        Optional<Set<String>> compiled = facts.compiled(culprit, files);
        if (compiled.isEmpty()) {
            return new Check(name, Result.NOT_APPLICABLE, "which files are compiled cannot be told");
        }
        return compiled.get().isEmpty()
                ? new Check(
                        name, Result.FAIL, "none of its files is, by this configuration: " + ChangedFiles.some(files))
                : new Check(name, Result.PASS, ChangedFiles.some(List.copyOf(compiled.get())));
    }

    /** Why the culprit only lets the bug be seen: its parent has the code, but not in the kernel. */
    Optional<String> exposes(Commit culprit, List<CrashSignature> target)
            throws HistoryException, InfraException, InterruptedException {
        Optional<String> function =
                target.stream().flatMap(crash -> crash.functions().stream()).findFirst();
        Optional<String> file =
                testing.of(culprit.id()).flatMap(Revision::crash).flatMap(Revision::guiltyFile);
        if (function.isEmpty() || file.isEmpty() || culprit.parents().size() != 1) {
            return Optional.empty();
        }
        Commit parent = history.commit(culprit.parents().get(0));
        if (testing.of(parent.id()).isEmpty()) {
            return Optional.empty();
        }
        if (history.changedFiles(culprit.id()).contains(file.get())) {
            return Optional.empty();
        }
        boolean isNew = facts.hasFunction(culprit, function.get()).equals(Optional.of(true))
                && facts.hasFunction(parent, function.get()).equals(Optional.of(false));
        return isNew
                ? Optional.of("its parent's kernel lacks " + function.get() + ", and it does not change " + file.get())
                : Optional.empty();
    }
}
