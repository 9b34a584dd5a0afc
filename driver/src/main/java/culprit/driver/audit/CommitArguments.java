package culprit.driver.audit;

import culprit.driver.identity.Target;
import culprit.report.Direction;
import java.util.ArrayList;
import java.util.List;

/** What the commit that a log names has against it, and for it. */
final class CommitArguments {
    private final AuditedLog log;
    private final Target target;
    private final List<Argument> arguments = new ArrayList<>();

    private CommitArguments(AuditedLog log, Target target) {
        this.log = log;
        this.target = target;
    }

    static List<Argument> of(AuditedLog log, Target target) {
        CommitArguments commit = new CommitArguments(log, target);
        commit.kernel();
        log.culprit().flatMap(log::testOf).ifPresent(commit::crash);
        commit.change();
        return commit.arguments;
    }

    private void kernel() {
        log.signatures()
                .filter(at -> Signs.isSame(at.fact()))
                .ifPresent(at -> arguments.add(Argument.of(
                        Argument.PROOF,
                        "the kernels of the culprit and of its parent are the same, so it cannot have changed anything",
                        List.of(at.line(), at.line() + 1))));
    }

    private void crash(AuditedTest test) {
        if (log.direction() == Direction.FIX) {
            fixed(test);
            return;
        }
        int targets = test.targets(target);
        double share = test.share(target);
        if (targets == 0) {
            String instead = test.otherTitle(target)
                    .map(title -> (test.isRare(test.crashes()) ? "only " : "") + test.inWords(test.crashes())
                            + " crashed at the culprit with \"" + title + "\", not with the original crash")
                    .orElse("no run crashed at the culprit");
            arguments.add(
                    Argument.of(Argument.UNSEEN, instead, test.hasCrashed() ? test.crashLines() : test.runLines()));
        } else if (!test.isSteady(target)) {
            arguments.add(Argument.of(
                    Argument.WEAK * (2 - share),
                    "only " + test.inWords(targets) + " crashed at the culprit"
                            + (targets < test.crashes() ? " with the original crash" : ""),
                    test.targetLines(target)));
        } else {
            arguments.add(Argument.of(
                    Argument.SUPPORT,
                    test.inWords(targets) + " crashed at the culprit with the original crash",
                    test.targetLines(target)));
        }
    }

    private void fixed(AuditedTest test) {
        if (test.targets(target) > 0) {
            arguments.add(Argument.of(
                    Argument.UNSEEN, "the original crash still shows at the fix", test.targetLines(target)));
        } else {
            arguments.add(Argument.of(
                    Argument.SUPPORT, test.inWords(test.clean()) + " stayed clean at the fix", test.runLines()));
        }
    }

    private void change() {
        CulpritChange change = CulpritChange.of(log);
        String report = Signs.report(log);
        if (change.merge().isPresent()) {
            arguments.add(Argument.of(
                    Argument.WEAK, "the culprit is a merge", change.merge().get()));
        } else if (!change.touchesCode(report)) {
            arguments.add(Argument.of(
                    Argument.WEAK, "the culprit changes no code that is compiled here", change.fileLines()));
        }
        nearness(change, Nearness.of(change, target, report));
    }

    private void nearness(CulpritChange change, Nearness near) {
        near.file()
                .flatMap(file -> change.changed(file)
                        .map(changed -> Argument.of(
                                Argument.SUPPORT,
                                "the culprit changes " + file + ", which is on the stack of the crash",
                                changed.line())))
                .ifPresent(arguments::add);
        near.word()
                .map(word -> Argument.of(
                        Argument.SUPPORT,
                        "the culprit's subject and the crash have \"" + word + "\" in common",
                        change.line()))
                .ifPresent(arguments::add);
        if (near.onStack() == Nearness.Knowledge.NO && near.named() == Nearness.Knowledge.NO) {
            arguments.add(Argument.of(
                    Argument.WEAK,
                    "no file that the culprit changes is on the stack of the crash, nor is its subject about what crashed",
                    change.fileLines()));
        }
    }
}
