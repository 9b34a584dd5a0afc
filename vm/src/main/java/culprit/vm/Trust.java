package culprit.vm;

import culprit.report.crash.CrashType;
import culprit.vm.RunOutcome.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Whether runs that go on from a saved state are believed. A crash with a title that none has had yet is looked for in
 * guests that boot; if they never show it, all guests boot from then on. Safe for use by several threads.
 */
final class Trust {
    /** Booted runs that a crash gets to show itself: one that comes in half of all runs does so in seven of eight cases. */
    private static final int CHECKS = 3;

    /** What a jump of the clock may bring about; all other crashes are the kernel's own, however the guest began. */
    private static final Set<CrashType> OF_TIME = EnumSet.of(CrashType.HANG, CrashType.NO_OUTPUT, CrashType.REBOOT);

    private final Consumer<String> news;
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private volatile boolean inSnapshots;

    /** Trust from the beginning, or never. */
    Trust(boolean inSnapshots, Consumer<String> news) {
        this.inSnapshots = inSnapshots;
        this.news = news;
    }

    /** A run in a guest that boots. */
    interface Booted {
        RunOutcome run() throws IOException, MachineException, InterruptedException;
    }

    boolean inSnapshots() {
        return inSnapshots;
    }

    /** Lets all guests boot from here on. */
    synchronized void giveUp(String reason) {
        if (inSnapshots) {
            inSnapshots = false;
            news.accept("each guest boots from here on: " + reason);
        }
    }

    /**
     * Checks the outcome of a resumed run.
     *
     * @return the same, or that of a booted run if it cannot be believed
     */
    RunOutcome check(RunOutcome resumed, Booted again) throws IOException, MachineException, InterruptedException {
        if (resumed.kind() != Kind.CRASHED || confirmed.contains(resumed.title())) {
            return resumed;
        }
        RunOutcome booted = resumed;
        for (int checked = 0; checked < CHECKS; checked++) {
            booted = again.run();
            if (booted.title().equals(resumed.title())) {
                confirmed.add(resumed.title());
                return resumed;
            }
        }
        giveUp("\"" + resumed.title() + "\" was seen in one that went on from a saved state, and in none of " + CHECKS
                + " that booted");
        return OF_TIME.contains(CrashType.of(resumed.title())) ? booted : resumed;
    }
}
