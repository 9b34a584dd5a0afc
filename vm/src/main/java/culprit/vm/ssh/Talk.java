package culprit.vm.ssh;

import culprit.vm.Command;
import culprit.vm.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** An ssh or scp that is at work. Closing it ends it. */
final class Talk implements AutoCloseable {
    private static final int NEW_LINE = '\n';

    private final Command command;
    private final Commands.Running running;
    private final long begin = System.nanoTime();
    private final byte[] answers = new byte[64 << 10];

    Talk(Command command, Commands.Running running) {
        this.command = command;
        this.running = running;
    }

    boolean isOver() {
        return !running.process().isAlive();
    }

    /** Once it is over. */
    int exitCode() {
        return running.process().exitValue();
    }

    boolean hasTaken(Duration limit) {
        return System.nanoTime() - begin > limit.toNanos();
    }

    /** Its command line, as it stands in syzbot's logs. */
    String quoted() {
        return QuotedWords.of(command.arguments());
    }

    /** Sends an empty line. */
    void ask() {
        try {
            OutputStream input = running.process().getOutputStream();
            input.write(NEW_LINE);
            input.flush();
        } catch (IOException e) {
            // It is over, and its exit code says why.
        }
    }

    /** Whether something has been answered since the last time; it is passed on. */
    boolean hasAnswer(CallNotes notes) throws IOException {
        var output = running.process().getInputStream();
        int length = output.available() == 0 ? 0 : output.read(answers);
        notes.take(answers, length);
        return length > 0;
    }

    @Override
    public void close() {
        running.close();
    }
}
