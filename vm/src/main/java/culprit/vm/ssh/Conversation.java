package culprit.vm.ssh;

import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.Execution;
import culprit.vm.GuestClock;
import culprit.vm.MachineException;
import culprit.vm.Signs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a guest: ssh knocks until it is let in, scp brings the reproducer, ssh runs it. Used by the thread that
 * follows the guest, and never keeps it waiting.
 */
final class Conversation implements Signs, AutoCloseable {
    /** Limits of syzkaller ({@code vm/qemu}, {@code vm/vmimpl}). */
    private static final Duration KNOCK_LIMIT = Duration.ofMinutes(1);

    static final Duration COPY_LIMIT = Duration.ofMinutes(3);

    /** Between two attempts, and between two questions whether the guest is alive. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What the reproducer is called in the guest; {@code run.sh} knows it. */
    private static final String NAME = "reproducer";

    /** Of what scp says, in bytes: a guest can make it say anything. */
    private static final int LONGEST_MESSAGE = 4096;

    /** Exit code of an ssh that was not let in or has lost its connection (ssh(1), EXIT STATUS). */
    private static final int DISCONNECTED = 255;

    private final Commands commands;
    private final Remote remote;
    private final Task task;
    private final Doorbell doorbell;
    private final CallNotes notes = new CallNotes();

    private Stage stage = Stage.KNOCKING;
    private @Nullable Talk talk; // the one that goes on
    private long lastWord = System.nanoTime() - PAUSE.toNanos();
    private Optional<Integer> exit = Optional.empty();
    private String failure = "";

    /**
     * What the conversation is for.
     *
     * @param run its number, which the reproducer finds in its environment
     * @param reproducer the executable on this host
     * @param execution how it is run; as whom is a matter of the login
     * @param messages file for what ssh and scp say
     * @param clock of the guest, from its start
     * @param boot how long it may take until ssh is let in
     */
    record Task(int run, Path reproducer, Execution execution, Path messages, GuestClock clock, Duration boot) {}

    Conversation(Commands commands, Remote remote, Task task) {
        this.commands = commands;
        this.remote = remote;
        this.task = task;
        this.doorbell = new Doorbell(remote.hostPort());
    }

    /** Whether ssh was let in. */
    boolean answered() {
        return stage != Stage.KNOCKING && stage != Stage.SHUT_OUT;
    }

    /** Whether the guest has let nobody in, or has stopped to answer before the reproducer could start. */
    boolean isMute() {
        return switch (stage) {
            case KNOCKING, SHUT_OUT, COPYING, STUCK -> true;
            case REFUSED, RUNNING, OVER -> false;
        };
    }

    /** Why the reproducer could not be copied, in syzbot's words; empty if it was, or if that is not known. */
    String failure() {
        return failure;
    }

    /** See {@link CallNotes#missing}. */
    List<Integer> missing() {
        return notes.missing();
    }

    /** Whether the guest was lost while the reproducer ran. */
    boolean disconnected() {
        return exit.filter(code -> code == DISCONNECTED).isPresent();
    }

    @Override
    public boolean ready() {
        return stage == Stage.RUNNING || stage == Stage.OVER;
    }

    @Override
    public Optional<Integer> exit() {
        return exit;
    }

    @Override
    public boolean failed() {
        return stage == Stage.SHUT_OUT || stage == Stage.REFUSED || stage == Stage.STUCK;
    }

    /** Before the reproducer runs, the limits here say how long a guest may take, however quiet its console is. */
    @Override
    public boolean look() throws IOException, MachineException {
        return switch (stage) {
            case KNOCKING -> {
                knock();
                yield true;
            }
            case COPYING -> {
                copy();
                yield true;
            }
            case RUNNING -> listen();
            case SHUT_OUT, REFUSED, STUCK, OVER -> false;
        };
    }

    private void knock() throws IOException, MachineException {
        if (task.clock().passed(task.boot())) {
            stage = Stage.SHUT_OUT;
            close();
        } else if (talk == null) {
            if (isTime() && doorbell.isAnswered()) {
                talk = start(remote.ssh("true"));
            }
        } else if (talk.isOver() && talk.exitCode() == 0) {
            close();
            Files.deleteIfExists(task.messages());
            talk = start(remote.scp(task.reproducer(), NAME));
            stage = Stage.COPYING;
        } else if (talk.isOver() || talk.hasTaken(KNOCK_LIMIT)) {
            close();
            lastWord = System.nanoTime();
        }
    }

    private void copy() throws IOException, MachineException {
        Talk copying = Objects.requireNonNull(talk);
        boolean over = copying.isOver();
        if (!over && !copying.hasTaken(COPY_LIMIT)) {
            return;
        }
        close();
        if (over && copying.exitCode() == 0) {
            talk = converse(remote.ssh(script()));
            stage = Stage.RUNNING;
            return;
        }
        String words = over
                ? "failed to run " + copying.quoted() + ": exit status " + copying.exitCode()
                : "timedout " + copying.quoted();
        failure = "failed to copy test binary to VM: " + words + messages();
        stage = over ? Stage.REFUSED : Stage.STUCK;
    }

    private boolean listen() throws IOException {
        Talk running = Objects.requireNonNull(talk);
        boolean over = running.isOver();
        boolean answered = running.hasAnswer(notes);
        if (over) {
            exit = Optional.of(running.exitCode());
            stage = Stage.OVER;
        } else if (isTime()) {
            lastWord = System.nanoTime();
            running.ask();
        }
        return answered;
    }

    private boolean isTime() {
        return System.nanoTime() - lastWord > PAUSE.toNanos();
    }

    private Talk start(List<String> arguments) throws MachineException {
        Command command = command(arguments, task.messages());
        return new Talk(command, commands.start(command));
    }

    /** The guest is hostile while the reproducer runs: no file takes what it makes ssh say. */
    private Talk converse(List<String> arguments) throws MachineException {
        Command command = command(arguments, Path.of("/dev/null"));
        return new Talk(command, commands.converse(command));
    }

    private Command command(List<String> arguments, Path output) {
        return new Command(arguments, task.messages().resolveSibling(""), Map.of(), output);
    }

    private String messages() throws IOException {
        try (InputStream said = Files.newInputStream(task.messages())) {
            String text = new String(said.readNBytes(LONGEST_MESSAGE), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? "" : "\n" + text;
        }
    }

    private String script() throws IOException {
        Execution execution = task.execution();
        String order = "export CULPRIT_RUN=" + task.run() + "\nprocesses=" + execution.processes() + "\nrepeats="
                + (execution.repeats() ? 1 : 0) + "\n";
        try (InputStream text = Objects.requireNonNull(Conversation.class.getResourceAsStream("run.sh"), "run.sh")) {
            return order + new String(text.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Override
    public void close() {
        doorbell.close();
        if (talk != null) {
            talk.close();
            talk = null;
        }
    }

    private enum Stage {
        /** Until ssh is let in. */
        KNOCKING,
        /** It was not let in in time. */
        SHUT_OUT,
        /** While the reproducer is copied. */
        COPYING,
        /** It could not be copied. */
        REFUSED,
        /** It was not copied in time. */
        STUCK,
        /** While the reproducer runs. */
        RUNNING,
        /** The reproducer has ended, or the connection to it. */
        OVER
    }
}
