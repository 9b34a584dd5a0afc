package culprit.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The machine as JGit may see it: no configuration of the user's or the system's, and nothing to measure.
 *
 * <p>Left alone JGit finds out how exact the times of files are by writing some beside the repository, and keeps the answer
 * in the user's home. Here it is told.
 */
final class QuietSystem extends SystemReader.Delegate {
    /** Pack data kept in memory, unless the heap is small: more gains nothing for what is read once. */
    private static final long PACK_CACHE = 64L << 20;
    /** The same where checkouts read files from all over a kernel's pack, time and again: that takes them a fifth less time. */
    private static final long PACK_CACHE_OF_CHECKOUTS = 256L << 20;

    private QuietSystem(SystemReader real) {
        super(real);
    }

    /** Settles JGit's view for the whole process, and sizes its caches for a kernel's history. */
    static synchronized void install() {
        if (SystemReader.getInstance() instanceof QuietSystem) {
            return;
        }
        SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
        cache(PACK_CACHE);
    }

    /** Gives checkouts the caches that they need; what was in the caches is read anew. */
    static synchronized void expectCheckouts() {
        cache(PACK_CACHE_OF_CHECKOUTS);
    }

    private static void cache(long packs) {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        WindowCacheConfig caches = new WindowCacheConfig();
        caches.setPackedGitLimit(Math.min(packs, quarter));
        caches.setPackedGitWindowSize(64 << 10);
        caches.setPackedGitOpenFiles(512);
        caches.setDeltaBaseCacheLimit((int) Math.min(96L << 20, quarter / 2));
        caches.install();
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new Nothing(files);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new Nothing(files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new Nothing(files);
    }

    /** A configuration that is read from nowhere and saved nowhere. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(FS files) {
            super(new File("no-configuration"), files);
        }

        @Override
        public void load() {
            // Nothing to read.
        }

        @Override
        public void save() {
            // Nothing is kept.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long fallback, TimeUnit unit) {
            // The coarsest resolution in use: at worst JGit looks at a changed file once more.
            return section.equals("filesystem")
                    ? unit.convert(2, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, fallback, unit);
        }
    }
}
