package culprit.driver.simulation;

/** A way to bisect. */
interface Policy {
    /** Finds the culprit of a history by asking guests. */
    Answer bisect(SyntheticHistory history, SyntheticGuests guests);
}
