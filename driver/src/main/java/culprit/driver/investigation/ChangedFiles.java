package culprit.driver.investigation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the names of the files that a commit changes say about it. */
final class ChangedFiles {
    private static final int SHOWN = 3;

    /** Text for people, and programs that run on the kernel instead of in it. */
    private static final Pattern NO_CODE = Pattern.compile(
            "(Documentation|LICENSES|samples|tools/(testing|perf|power|bpf|virtio|iio|gpio))/.*"
                    + "|.*\\.(rst|txt|md|yaml|json)|(.*/)?(MAINTAINERS|CREDITS|README|COPYING|\\.mailmap|\\.gitignore)");

    private static final Pattern OTHER_ARCHITECTURE = Pattern.compile("arch/(?!x86/|um/|Kconfig$|\\.)[^/]+/.*");

    private ChangedFiles() {}

    /** Why the kernel of x86-64 cannot be another one after a change of these files, if that is plain from their names. */
    static Optional<String> elsewhere(List<String> files) {
        List<String> code =
                files.stream().filter(file -> !NO_CODE.matcher(file).matches()).toList();
        if (files.isEmpty()) {
            return Optional.of("it changes no file");
        }
        if (code.isEmpty()) {
            return Optional.of("it changes no code: " + some(files));
        }
        return code.stream().allMatch(file -> OTHER_ARCHITECTURE.matcher(file).matches())
                ? Optional.of("it changes code of other architectures only: " + some(code))
                : Optional.empty();
    }

    /** The first of them, and how many more there are. */
    static String some(List<String> files) {
        String first = String.join(", ", files.subList(0, Math.min(files.size(), SHOWN)));
        return files.size() > SHOWN ? first + " and " + (files.size() - SHOWN) + " more" : first;
    }
}
