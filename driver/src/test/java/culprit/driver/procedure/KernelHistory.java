package culprit.driver.procedure;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A history with what makes those of Linux difficult: 400 to 405, 500 to 505 and so on to 905 in a row, where 400 is
 * release v4.0 and 900 is v9.0, and three branches.
 *
 * <ul>
 *   <li>650 is a child of 500 and merged by 700, so that it is part of v7.0 but does not contain v6.0.
 *   <li>790 to 792 begin at 700 and are merged by 804.
 *   <li>850 to 852 begin at 800 and are never merged: another tree.
 * </ul>
 */
final class KernelHistory {
    private KernelHistory() {}

    /** The history, whose commits are a minute apart. */
    static TestRepository at(Path directory) throws IOException {
        try (TestRepository.Teller teller = TestRepository.at(directory)) {
            return whole(teller);
        }
    }

    /** The history, all of whose commits have the same date. */
    static TestRepository atOnce(Path directory) throws IOException {
        try (TestRepository.Teller teller = TestRepository.at(directory)) {
            return whole(teller.atOnce());
        }
    }

    /** The history without 790 to 792 and 850 to 852. */
    static TestRepository withFewerBranches(Path directory) throws IOException {
        try (TestRepository.Teller teller = TestRepository.at(directory)) {
            return until803(teller)
                    .row(804, 805)
                    .commit("900", "805")
                    .row(901, 905)
                    .tag("v9.0", "900")
                    .done("905");
        }
    }

    private static TestRepository whole(TestRepository.Teller teller) throws IOException {
        return until803(teller)
                .commit("790", "700")
                .row(791, 792)
                .commit("804", "803", "792")
                .commit("805", "804")
                .commit("900", "805")
                .row(901, 905)
                .tag("v9.0", "900")
                .commit("850", "800")
                .row(851, 852)
                .done("905");
    }

    private static TestRepository.Teller until803(TestRepository.Teller teller) throws IOException {
        return teller.commit("398")
                .row(399, 405)
                .commit("500", "405")
                .row(501, 505)
                .commit("600", "505")
                .row(601, 605)
                .commit("650", "500")
                .commit("700", "605", "650")
                .row(701, 705)
                .commit("800", "705")
                .row(801, 803)
                .tag("v4.0", "400")
                .tag("v5.0", "500")
                .tag("v6.0", "600")
                .tag("v7.0", "700")
                .tag("v8.0", "800");
    }
}
