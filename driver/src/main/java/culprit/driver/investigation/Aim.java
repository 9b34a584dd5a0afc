package culprit.driver.investigation;

import culprit.report.crash.LineExpression;
import java.util.Optional;

/**
 * What the user wants of an investigation.
 *
 * @param confidence with which the culprit is to be the right one, from 0.5 up to but not including 1
 * @param guests how many runs are made at the same time, at least 1
 * @param title what the title of the crash has a match of; by default, whatever the bad commit shows counts
 * @param verify whether the culprit is to be proved by its parent and its revert
 */
public record Aim(double confidence, int guests, Optional<LineExpression> title, boolean verify) {}
