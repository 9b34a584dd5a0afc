package culprit.vm.ssh;

import culprit.report.crash.Crash;
import culprit.report.crash.PseudoCrash;
import culprit.vm.GuestWatch;
import culprit.vm.RunOutcome.Kind;
import java.util.Optional;

/** How a run came to its end, from what its console and its conversation say. */
record Ending(Kind kind, String title, Optional<Crash> crash) {
    /** What syzbot's logs call a guest that does not answer. */
    private static final String NO_ANSWER = "can't ssh into the instance";

    private static Ending of(Kind kind, String title) {
        return new Ending(kind, title, Optional.empty());
    }

    /** That of a run which this machine spoiled. */
    static Ending infra(String title) {
        return of(Kind.INFRA, title);
    }

    /**
     * Judges a run that is over.
     *
     * @param crash that the console shows in the last stage of the guest's life
     * @param ofQemu why QEMU has ended, if it was not the guest that brought this about
     */
    static Ending of(GuestWatch watch, Conversation conversation, Optional<Crash> crash, Optional<String> ofQemu) {
        if (crash.isPresent()) {
            return new Ending(crashed(watch, conversation), crash.get().title(), crash);
        }
        if (ofQemu.isPresent()) {
            return infra(ofQemu.get());
        }
        if (watch.ready()) {
            return withoutReport(watch, conversation);
        }
        if (!conversation.answered()) {
            return of(Kind.BOOT_FAILED, NO_ANSWER);
        }
        String failure = conversation.failure();
        return of(Kind.TEST_FAILED, failure.isEmpty() ? PseudoCrash.LOST_CONNECTION.title() : failure);
    }

    /** A kernel that does not survive the copying of a file says nothing about the reproducer. */
    private static Kind crashed(GuestWatch watch, Conversation conversation) {
        if (watch.ready()) {
            return Kind.CRASHED;
        }
        return conversation.answered() ? Kind.TEST_FAILED : Kind.BOOT_FAILED;
    }

    private static Ending withoutReport(GuestWatch watch, Conversation conversation) {
        if (watch.exitCode().isPresent() || conversation.disconnected()) {
            return of(Kind.CRASHED, PseudoCrash.LOST_CONNECTION.title());
        }
        if (watch.silent()) {
            return of(Kind.CRASHED, PseudoCrash.NO_OUTPUT.title());
        }
        Optional<Integer> unusable = watch.reproducerStatus().filter(Ending::isNotRunnable);
        return unusable.isPresent()
                ? of(Kind.TEST_FAILED, "the reproducer cannot be executed in the guest: exit code " + unusable.get())
                : of(Kind.OK, "");
    }

    /** A shell's codes for "found but not executable" and "not found" (POSIX, Shell Command Language 2.8.2). */
    private static boolean isNotRunnable(int status) {
        return status == 126 || status == 127;
    }
}
