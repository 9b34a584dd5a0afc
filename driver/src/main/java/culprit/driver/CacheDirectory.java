package culprit.driver;

import java.nio.file.Path;

/** Where files of this user go that can be made again (XDG Base Directory Specification). */
public final class CacheDirectory {
    private CacheDirectory() {}

    /** This program's directory in it; not made. */
    public static Path path() {
        String configured = System.getenv("XDG_CACHE_HOME");
        // The specification ignores relative values.
        Path base = configured != null && configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("culprit");
    }
}
