package culprit.driver.simulation;

/**
 * How one bisection of a simulation went.
 *
 * @param verdict on the answer
 * @param honest whether the culprit is in the range that was given instead of a commit
 * @param confidence that the policy states in a commit it names; NaN if it states none or names none
 * @param cost what it took
 */
record Trial(Verdict verdict, boolean honest, double confidence, Cost cost) {
    /** What an answer is worth. */
    enum Verdict {
        /** The culprit is named. */
        RIGHT,
        /** Another commit is named. */
        WRONG,
        /** No single commit is named. */
        UNSURE
    }

    /**
     * What a bisection took, the bad commit included.
     *
     * @param runs of the reproducer
     * @param builds of kernels, those that failed included
     * @param hours on the clock
     */
    record Cost(int runs, int builds, double hours) {}

    static Trial of(SyntheticHistory history, SyntheticGuests guests, Answer answer) {
        boolean single = answer.commits().size() == 1;
        boolean holds = answer.commits().contains(history.culprit());
        Verdict verdict = single ? holds ? Verdict.RIGHT : Verdict.WRONG : Verdict.UNSURE;
        Cost cost = new Cost(guests.runs(), guests.builds(), guests.hours());
        return new Trial(verdict, !single && holds, single ? answer.confidence() : Double.NaN, cost);
    }
}
