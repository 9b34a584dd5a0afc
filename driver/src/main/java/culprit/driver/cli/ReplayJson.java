package culprit.driver.cli;

import culprit.driver.replay.ReplayResult;

final class ReplayJson {
    private ReplayJson() {}

    static String of(ReplayResult result) {
        return result.toString();
    }
}
