package culprit.report.crash;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a function's name, of which the first usually names the part of the kernel, such as {@code nr}. */
record FunctionName(List<String> words) {
    /** Words in functions of any part of the kernel. */
    private static final Set<String> COMMON = Set.of(
            ("access add alloc attach bit buffer call check clear close copy cpu create debug del delete detach dev device"
                            + " devm dst do dump entry error exit fill find finish fixup flush fput free from get handle"
                            + " hash hrtimer idr in inet init insert invoke io is kernel kfree kmalloc kmem ksys kthread"
                            + " list load lock lookup make map mark mem memory mutex native net new next notifier nla"
                            + " open page parse pop prepare process proc push put queue raw read rb register release"
                            + " remove reset rtnl run schedule sched security send set setup show sk skb sock sort start"
                            + " stop string submit sync sys sysfs task test timer to tree try unlock unregister update"
                            + " user vfs wait wake walk work worker write x64 xa xas")
                    .split(" "));

    /** With so large a share of words in common, one is the other's new name or its inner part. */
    private static final double RENAMED = 0.6;

    static FunctionName of(String function) {
        return new FunctionName(Arrays.stream(function.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** Whether most of the words are the same, and not just one. */
    boolean isVariantOf(FunctionName other) {
        Set<String> shared = new LinkedHashSet<>(words);
        shared.retainAll(other.words());
        Set<String> all = new LinkedHashSet<>(words);
        all.addAll(other.words());
        return words.equals(other.words()) || (shared.size() > 1 && shared.size() >= RENAMED * all.size());
    }

    /** The words without those that functions of any part of the kernel have. */
    List<String> ownWords() {
        return words.stream().filter(FunctionName::isOwn).toList();
    }

    private static boolean isOwn(String word) {
        return word.length() > 1 && !COMMON.contains(word);
    }

    /** Whether both names begin with the name of one part of the kernel. */
    boolean isNeighbourOf(FunctionName other) {
        return !words.isEmpty()
                && !other.words().isEmpty()
                && words.get(0).equals(other.words().get(0))
                && isOwn(words.get(0));
    }
}
