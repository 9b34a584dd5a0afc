package culprit.driver.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the processor says of itself (proc(5), {@code /proc/cpuinfo}).
 *
 * @param virtual whether this machine is itself a guest
 * @param virtualises whether it can run guests: AMD's svm or Intel's vmx
 */
record Processor(boolean virtual, boolean virtualises) {
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*: (.*)$");

    /** The first one in that file; one without flags if there is none. */
    static Processor in(Path cpuinfo) {
        try {
            Matcher line = FLAGS.matcher(Files.readString(cpuinfo, StandardCharsets.ISO_8859_1));
            List<String> flags = line.find() ? List.of(line.group(1).split(" ")) : List.of();
            return new Processor(flags.contains("hypervisor"), flags.contains("svm") || flags.contains("vmx"));
        } catch (IOException e) {
            return new Processor(false, false);
        }
    }
}
