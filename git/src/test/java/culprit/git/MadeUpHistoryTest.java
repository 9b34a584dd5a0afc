package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MadeUpHistoryTest {
    @Test
    void anIdTellsItsNumber() {
        for (int number : new int[] {0, 1, 8192, 1 << 20}) {
            assertThat(MadeUpHistory.id(number)).matches("[0-9a-f]{40}");
            assertThat(MadeUpHistory.number(MadeUpHistory.id(number))).isEqualTo(number);
        }
    }

    @Test
    void aSearchFindsEachCommitOfAMergedBranch() throws Exception {
        // 1 and 2 are one branch, 3 to 5 the other, 6 merges them.
        int[][] parents = {{}, {0}, {1}, {0}, {3}, {4}, {2, 5}, {6}};
        int[][] reached = {{0}, {0, 1}, {0, 1, 2}, {0, 3}, {0, 3, 4}, {0, 3, 4, 5}, {0, 1, 2, 3, 4, 5, 6}};
        for (int culprit = 1; culprit <= 6; culprit++) {
            Search search = new MadeUpHistory(parents).search(7, 0);
            Next next = search.next();
            for (; next.kind().asksForTest(); next = search.next()) {
                int[] commits = reached[MadeUpHistory.number(next.commit())];
                if (contains(commits, culprit)) {
                    search.bad(next.commit());
                } else {
                    search.good(next.commit());
                }
            }
            assertThat(next.kind()).isEqualTo(Next.Kind.FOUND);
            assertThat(MadeUpHistory.number(next.commit())).isEqualTo(culprit);
        }
    }

    private static boolean contains(int[] commits, int wanted) {
        for (int commit : commits) {
            if (commit == wanted) {
                return true;
            }
        }
        return false;
    }
}
