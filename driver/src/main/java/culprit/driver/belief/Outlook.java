package culprit.driver.belief;

/**
 * What is believed at some point of a search.
 *
 * @param likeliest the commit that is the culprit with the highest chance
 * @param probability that chance, from 0 to 1
 * @param crashRate what is believed of the crash rate
 * @param left the size of the smallest set of commits that holds the culprit with the confidence that is wanted
 */
public record Outlook(int likeliest, double probability, CrashRate crashRate, int left) {}
