package culprit.git;

import java.util.List;

/**
 * The mail addresses of those to tell about a commit, each list sorted.
 *
 * @param to those who are told
 * @param copied those who get a copy
 */
public record Recipients(List<String> to, List<String> copied) {
    public Recipients {
        to = List.copyOf(to);
        copied = List.copyOf(copied);
    }
}
