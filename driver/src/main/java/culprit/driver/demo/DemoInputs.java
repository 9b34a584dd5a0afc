package culprit.driver.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What the demo hands to the bisection besides the history. */
public final class DemoInputs {
    private DemoInputs() {}

    /** A complete kernel configuration, to be brought up to date with {@code make olddefconfig}. */
    public static byte[] kconfig() {
        return read("kconfig");
    }

    /** The C program that crashes a kernel with one of the bugs of the situation and ends with 0 on all others. */
    public static byte[] reproducer(Situation situation) {
        return read(situation.named("reproducer") + ".c");
    }

    /** The bytes of a file that comes with the program. */
    static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(DemoInputs.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
