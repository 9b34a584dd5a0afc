package culprit.driver.simulation;

/** A way to bisect. */
interface SimulatedPolicy {
    /** Finds the culprit of a history by asking guests. */
    Answer bisect(SyntheticHistory history, SyntheticGuests guests);
}
