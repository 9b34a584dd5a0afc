package culprit.vm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures how fast guests run, by the time that a tiny guest needs for a loop of calls and memory accesses, which is what
 * kernels do most. Only time for which it had a processor counts, so that a busy machine is not taken for a slow one. Like that
 * of {@link AcceleratorProbe} it is remembered until the host boots again.
 */
public final class SpeedProbe {
    private static final int ROUNDS = 10_000_000;

    /** Of these the best counts: nothing makes a guest faster than it is. */
    private static final int TRIES = 2;

    /**
     * For one round, in nanoseconds, on a usual machine: an EPYC of 2.6 GHz takes 1.4 without QEMU, and KVM adds nothing to
     * code that does not leave the guest. TCG takes 11 on the same machine.
     */
    private static final double USUAL_NANOS = 1.4;

    /** For a machine that is a hundred times slower than that. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** For another one that measures; afterwards it is done here too. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Commands commands;
    private final ProbeMemory<Speed> memory;
    private final AcceleratorProbe.Host host;

    /** The probe of a host that remembers its answer in the file {@code memory}. */
    public SpeedProbe(Commands commands, Path memory, AcceleratorProbe.Host host) {
        this.commands = commands;
        this.memory = new ProbeMemory<>(memory, new SpeedLines());
        this.host = host;
    }

    /**
     * Answers from memory, or measures for about a second.
     *
     * @throws MachineException when QEMU cannot be started at all
     */
    public Speed measure(Accelerator accelerator) throws MachineException, InterruptedException {
        try {
            String question = host.present() + " " + accelerator.option();
            return memory.answer(question, PATIENCE, () -> probe(accelerator));
        } catch (IOException e) {
            throw new MachineException("cannot measure how fast guests are: " + e, e);
        }
    }

    /** What it takes to start and end a guest is in the time of a short one too. */
    private Speed probe(Accelerator accelerator) throws IOException, MachineException, InterruptedException {
        Optional<Duration> none = best(accelerator, 1);
        Optional<Duration> all = best(accelerator, ROUNDS);
        if (none.isEmpty() || all.isEmpty()) {
            return Speed.USUAL;
        }
        long nanos = Math.max(0, all.get().minus(none.get()).toNanos());
        return new Speed(nanos / (ROUNDS * USUAL_NANOS));
    }

    private Optional<Duration> best(Accelerator accelerator, int rounds)
            throws IOException, MachineException, InterruptedException {
        Optional<Duration> best = Optional.empty();
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<Duration> time = time(accelerator, rounds);
            if (time.isPresent() && (best.isEmpty() || time.get().compareTo(best.get()) < 0)) {
                best = time;
            }
        }
        return best;
    }

    /** Empty if the guest does not come through. */
    private Optional<Duration> time(Accelerator accelerator, int rounds)
            throws IOException, MachineException, InterruptedException {
        try (ProbeGuest guest = ProbeGuest.start(commands, host.qemu(), accelerator, rounds)) {
            GuestClock clock = new GuestClock(guest.process().pid());
            Duration busy = Duration.ZERO;
            // Nothing is known of a process that has ended: so it is asked again and again.
            while (!guest.process().waitFor(1, TimeUnit.MILLISECONDS)) {
                Duration now = clock.busy();
                busy = now.compareTo(busy) > 0 ? now : busy;
                if (clock.passed(LIMIT)) {
                    return Optional.empty();
                }
            }
            return guest.survived() ? Optional.of(busy) : Optional.empty();
        }
    }

    private static final class SpeedLines implements ProbeMemory.Form<Speed> {
        @Override
        public List<String> lines(Speed speed) {
            return List.of(String.format(Locale.ROOT, "%.3f", speed.slowdown()));
        }

        @Override
        public Speed answer(List<String> lines) {
            if (lines.size() != 1 || !lines.get(0).matches("[0-9]{1,6}[.][0-9]{3}")) {
                throw new IllegalArgumentException("no speed");
            }
            return new Speed(Double.parseDouble(lines.get(0)));
        }
    }
}
