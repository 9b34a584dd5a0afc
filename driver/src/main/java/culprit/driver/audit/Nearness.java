package culprit.driver.audit;

import culprit.driver.identity.Alias;
import culprit.driver.identity.Target;
import culprit.report.crash.CrashSignature;
import culprit.report.crash.SourceFiles;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the commit that is named has to do with the crash, by their words.
 *
 * @param file a file that it changes and that is on the stack of the crash
 * @param word a word of its subject that the crash has too: in a function that its title blames, or in the name of a file
 *     on its stack
 * @param onStack whether there is such a file
 * @param named whether there is such a word
 */
record Nearness(Optional<String> file, Optional<String> word, Knowledge onStack, Knowledge named) {
    /** Further down, reports list what else there is: all locks, and all tasks. */
    private static final int FILES_HEEDED = 30;

    /** Words in names and subjects of any part of the kernel. */
    private static final Set<String> COMMON = Set.of(
            ("add api arch asm block boot bug bus common core dev device documentation driver drivers dump entry exit file"
                            + " files fix for fs generic idtentry in include init inode instrumented internal kconfig"
                            + " kernel lib linux main maintainers make makefile mm net not of ops or panic remove"
                            + " scripts security selftests sound stack super support sys test testing the to tools"
                            + " traps types uapi use util utils x86")
                    .split(" "));

    /** An answer, or that the log is not detailed enough for one. */
    enum Knowledge {
        NO(0),
        UNKNOWN(0.5),
        YES(1);

        private final double weight;

        Knowledge(double weight) {
            this.weight = weight;
        }

        private static Knowledge of(boolean found, boolean coarse) {
            if (found) {
                return YES;
            }
            return coarse ? UNKNOWN : NO;
        }

        /** The more, the surer. */
        double weight() {
            return weight;
        }
    }

    static Nearness of(CulpritChange change, Target target, String report) {
        List<String> stack = SourceFiles.onStack(report).stream()
                .distinct()
                .limit(FILES_HEEDED)
                .toList();
        Set<String> words = new LinkedHashSet<>();
        Stream.concat(target.models().stream(), target.aliases().stream().map(Alias::signature))
                .map(CrashSignature::words)
                .forEach(words::addAll);
        stack.forEach(file -> words.addAll(words(file)));
        Optional<String> file =
                stack.stream().filter(name -> change.changed(name).isPresent()).findFirst();
        Optional<String> word =
                telling(change.subject()).stream().filter(words::contains).findFirst();
        return new Nearness(
                file,
                word,
                Knowledge.of(file.isPresent(), stack.isEmpty() || change.isCoarse()),
                Knowledge.of(word.isPresent(), stack.isEmpty()));
    }

    /** The words that say which part of the kernel a commit is about: those before the last colon, if there are any. */
    private static List<String> telling(String subject) {
        List<String> prefix = words(subject.substring(0, Math.max(0, subject.lastIndexOf(": "))));
        return prefix.isEmpty() ? words(subject) : prefix;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1))
                .filter(word -> word.length() > 1 && !COMMON.contains(word))
                .toList();
    }
}
