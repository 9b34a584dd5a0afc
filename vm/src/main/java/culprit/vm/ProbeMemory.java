package culprit.vm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last answer of a probe, in a file that all processes of this user share. It is replaced as a whole, so that nobody
 * reads half of one. A file that cannot be read or written is no failure: the question is asked again.
 */
final class ProbeMemory<T> {
    private static final long POLL_MILLIS = 20;

    private final Path file;
    private final Form<T> form;

    ProbeMemory(Path file, Form<T> form) {
        this.file = file.toAbsolutePath();
        this.form = form;
    }

    /** Finds out an answer. */
    @FunctionalInterface
    interface Finder<T> {
        T find() throws IOException, MachineException, InterruptedException;
    }

    /** How answers stand in the file. */
    interface Form<T> {
        /** In lines of text. */
        List<String> lines(T answer);

        /**
         * The answer of these lines.
         *
         * @throws IllegalArgumentException when they are none
         */
        T answer(List<String> lines);
    }

    /**
     * The answer to a question of one line. If it is not the last one, it is found out, by one asker at a time.
     *
     * @param patience for another asker: one that has been stopped must not keep all others waiting
     */
    T answer(String question, Duration patience, Finder<T> finder)
            throws IOException, MachineException, InterruptedException {
        Optional<T> known = recall(question);
        if (known.isPresent()) {
            return known.get();
        }
        FileChannel turn = turn(patience);
        try {
            Optional<T> meanwhile = recall(question);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            T answer = finder.find();
            keep(question, answer);
            return answer;
        } finally {
            if (turn != null) {
                turn.close();
            }
        }
    }

    private Optional<T> recall(String question) {
        try {
            List<String> lines =
                    Files.readString(file, StandardCharsets.UTF_8).lines().toList();
            return !lines.isEmpty() && lines.get(0).equals(question)
                    ? Optional.of(form.answer(lines.subList(1, lines.size())))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void keep(String question, T answer) {
        try {
            Path whole = Files.createTempFile(file.resolveSibling(""), "probe", ".new");
            try {
                Files.writeString(whole, question + "\n" + String.join("\n", form.lines(answer)) + "\n");
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            // Without memory the next start probes again, which costs seconds at most.
        }
    }

    /** Waits until nobody else has the lock, but not for ever; it is given back by closing the file. */
    private @Nullable FileChannel turn(Duration patience) throws InterruptedException {
        FileChannel lock = null;
        try {
            Files.createDirectories(file.resolveSibling(""));
            Path path = file.resolveSibling(file.getFileName() + ".lock");
            lock = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long begin = System.nanoTime();
            while (!tryLock(lock) && System.nanoTime() - begin < patience.toNanos()) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            // Some file systems cannot lock: then two may find it out at the same time.
        }
        return lock;
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process has it
        }
    }
}
