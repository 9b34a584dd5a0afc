package culprit.vm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the tests need of the machine. */
public final class Programs {
    private Programs() {}

    /** Skips the test, saying why, where one of the programs is missing. */
    public static void require(String... programs) {
        for (String program : programs) {
            assumeTrue(Commands.find(program).isPresent(), program + " is not installed");
        }
    }
}
