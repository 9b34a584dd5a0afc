package culprit.git;

import java.util.List;

/**
 * One commit of the history.
 *
 * @param id 40 hexadecimal digits, lower case
 * @param title the subject as {@code git bisect} prints it behind {@code [id]}: the first paragraph joined to one line.
 *     One character per byte (ISO-8859-1), because titles are not always valid UTF-8
 * @param parents ids of the parents, in the commit's order; empty for a root
 */
public record Commit(String id, String title, List<String> parents) {
    public Commit {
        parents = List.copyOf(parents);
    }
}
