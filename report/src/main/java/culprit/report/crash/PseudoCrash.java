package culprit.report.crash;

/**
 * What is written in place of a crash title when a machine is lost without a word from its kernel (syzkaller,
 * {@code vm/vm.go}).
 */
public enum PseudoCrash {
    /** Nothing has come from the machine for so long that it must hang. */
    NO_OUTPUT("no output from test machine"),
    /** The program on the machine that had to stay has ended. */
    LOST_CONNECTION("lost connection to test machine"),
    /** The machine started anew. */
    REBOOT("unexpected kernel reboot");

    private final String title;

    PseudoCrash(String title) {
        this.title = title;
    }

    /** As it stands in logs. */
    public String title() {
        return title;
    }
}
