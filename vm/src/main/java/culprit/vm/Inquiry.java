package culprit.vm;

import culprit.report.crash.Crash;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out where a guest is that says nothing any more. Used by the thread that follows it. */
public final class Inquiry {
    /**
     * How a run ended whose QEMU knows nothing of its guest, which it always does: then it is QEMU that hangs, and the kernel
     * is not to blame.
     */
    public static final String NO_ANSWER = "QEMU does not answer any more";

    /** For a kernel that an NMI has woken to print where it was. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** Lines with the registers for floating-point numbers and vectors, which say nothing of where a kernel is. */
    private static final Pattern OF_NUMBERS = Pattern.compile("(?m)^(?:FCW|FPR|XMM|YMM|ZMM|Opmask)\\w*=.*\n");

    private final Qmp monitor;
    private final GuestWatch watch;
    private final Console console;

    private Inquiry(Qmp monitor, GuestWatch watch, Console console) {
        this.monitor = monitor;
        this.watch = watch;
        this.console = console;
    }

    /**
     * What its kernel reports when it is made to by an NMI, which does not count as a crash, and the registers of its
     * processors; if the kernel reports nothing, with the words on their stacks, see {@link Stacks}.
     *
     * @return empty if QEMU does not answer
     */
    public static Optional<String> whereItHangs(Qemu qemu, GuestWatch watch, Console console)
            throws IOException, MachineException, InterruptedException {
        return new Inquiry(qemu.monitor(), watch, console).whereItHangs();
    }

    /** The registers say where the stacks are, so the guest stands still until both are read. */
    private Optional<String> whereItHangs() throws IOException, MachineException, InterruptedException {
        String status;
        String registers;
        String withStacks;
        try {
            status = lines("info status");
            monitor.execute("stop");
            registers = OF_NUMBERS.matcher(lines("info registers -a")).replaceAll("");
            withStacks = Stacks.with(registers, monitor::ask);
        } catch (IOException e) {
            return Optional.empty();
        }
        String report = kernelsReport();
        return Optional.of(report + status + (report.isEmpty() ? withStacks : registers));
    }

    private String lines(String command) throws IOException, InterruptedException {
        return monitor.ask(command).replace("\r\n", "\n");
    }

    private String kernelsReport() throws IOException, MachineException, InterruptedException {
        console.beginStage();
        try {
            monitor.execute("cont");
            monitor.execute("inject-nmi");
        } catch (IOException e) {
            // Not every guest can go on, not all types of machine have an NMI, and not all kernels survive it.
            return "";
        }
        watch.linger(LAST_WORDS);
        return console.crash().map(Crash::report).orElse("");
    }
}
