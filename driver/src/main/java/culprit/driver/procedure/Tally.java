package culprit.driver.procedure;

import culprit.report.Outcome;

/** How many runs ended how; {@code machine} of them failed for reasons of the machine, {@code rest} otherwise. */
record Tally(int good, int bad, int machine, int rest) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    /** These and so many more that ended in one way. */
    Tally plus(Outcome outcome, int count, boolean tellsMachineApart) {
        return switch (outcome) {
            case OK -> new Tally(good + count, bad, machine, rest);
            case CRASHED -> new Tally(good, bad + count, machine, rest);
            case INFRA, FAILED ->
                tellsMachineApart
                        ? new Tally(good, bad, machine + count, rest)
                        : new Tally(good, bad, machine, rest + count);
            case BOOT_FAILED, TEST_FAILED, IGNORED -> new Tally(good, bad, machine, rest + count);
        };
    }

    int all() {
        return good + bad + machine + rest;
    }

    int answers() {
        return good + bad;
    }
}
