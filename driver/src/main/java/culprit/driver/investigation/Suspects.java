package culprit.driver.investigation;

import culprit.driver.belief.Clue;
import culprit.git.History;
import culprit.git.HistoryException;
import culprit.git.Lineage;
import culprit.report.CrashReport;
import culprit.report.crash.SourceFiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * The commits of a range that change what crashed: a file on the stack of the crash. Of the 51 right results among the
 * recorded bisections of syzbot that a study knows, and whose logs tell files and stack, 33 change the file to blame, and
 * 48 some file on the stack.
 *
 * @param files those on the stack that some commit of the range changes
 * @param commits how many commits change them
 * @param clues what that says about the commits of the range
 */
record Suspects(List<String> files, int commits, List<Clue> clues) {
    /** Less than the records show, because they show the bugs that were found. */
    private static final double CHANGES_BLAMED_FILE = 1.0 / 3;

    private static final double CHANGES_STACK = 1.0 / 3;

    /** Further down, reports list what else there is: all locks, and all tasks. */
    private static final int FILES_HEEDED = 30;

    /**
     * The suspects of a crash.
     *
     * @param crash its report; without lines of source there are no suspects
     * @param numbers from those of the lineage to those of the clues
     */
    static Suspects of(Optional<CrashReport> crash, History history, Lineage lineage, IntUnaryOperator numbers)
            throws HistoryException {
        Set<String> stack = crash.map(CrashReport::text)
                .map(text -> SourceFiles.onStack(text.toString()))
                .map(files -> files.stream().distinct().limit(FILES_HEEDED))
                .map(files -> files.collect(Collectors.<String, Set<String>>toCollection(LinkedHashSet::new)))
                .orElse(Set.of());
        Map<String, List<Integer>> changers = history.changersOf(stack, lineage);
        List<Clue> clues = new ArrayList<>();
        crash.flatMap(Revision::guiltyFile)
                .map(changers::get)
                .ifPresent(blamed -> clues.add(clue(CHANGES_BLAMED_FILE, blamed, numbers)));
        // A file that few commits change makes each of them the more suspect.
        changers.values().forEach(each -> clues.add(clue(CHANGES_STACK / changers.size(), each, numbers)));
        return new Suspects(
                stack.stream().filter(changers::containsKey).toList(),
                (int) changers.values().stream()
                        .flatMap(Collection::stream)
                        .distinct()
                        .count(),
                clues);
    }

    private static Clue clue(double share, List<Integer> commits, IntUnaryOperator numbers) {
        return new Clue(
                share,
                commits.stream()
                        .mapToInt(commit -> numbers.applyAsInt(commit))
                        .collect(BitSet::new, BitSet::set, BitSet::or));
    }

    /** Says which they are; nothing if there are none. */
    Optional<String> inWords(int ofAll) {
        return commits == 0
                ? Optional.empty()
                : Optional.of(
                        commits + " of " + ofAll + " commits change files on the stack of the crash, which makes them"
                                + " likelier: " + ChangedFiles.some(files));
    }
}
