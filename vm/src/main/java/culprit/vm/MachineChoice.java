package culprit.vm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The type of machine on which kernels boot fastest, and whether they are started as bzImage or as vmlinux, which saves
 * unpacking them. Found out with the first kernel that boots on a PC, on which all do; the others have only so much time
 * as the best one before them.
 */
final class MachineChoice {
    /** What a PC with a bzImage may need more than another shape and still be taken: it is the one that never fails. */
    private static final double WORTH = 0.95;

    private final Optional<MachineType> wanted;
    private Optional<Shape> chosen = Optional.empty();

    /**
     * A way to start a kernel.
     *
     * @param direct by its vmlinux
     */
    private record Shape(MachineType type, boolean direct) {
        String inWords(Duration time) {
            return String.format(
                    Locale.ROOT,
                    "%s with %s %.2f s",
                    type.name().toLowerCase(Locale.ROOT),
                    direct ? "vmlinux" : "bzImage",
                    time.toMillis() / 1000.0);
        }
    }

    /** Tries out how long a guest takes to be ready. */
    interface Stopwatch {
        /** Empty if it is not ready within the limit. */
        Optional<Duration> timeToReady(QemuCommand.Boot boot, Duration limit)
                throws IOException, MachineException, InterruptedException;
    }

    /** A choice among all types, or of the only one that is wanted. */
    MachineChoice(Optional<MachineType> wanted) {
        this.wanted = wanted;
    }

    boolean isMade() {
        return chosen.isPresent();
    }

    /** What every kernel boots on. */
    QemuCommand.Boot surest(Kernel kernel, Path initramfs) {
        return boot(surest(), kernel, initramfs);
    }

    private Shape surest() {
        return new Shape(wanted.orElse(MachineType.PC), false);
    }

    /** What has been chosen; the surest as long as nothing has. */
    QemuCommand.Boot best(Kernel kernel, Path initramfs) {
        return chosen.map(shape -> boot(shape, kernel, initramfs)).orElseGet(() -> surest(kernel, initramfs));
    }

    private static QemuCommand.Boot boot(Shape shape, Kernel kernel, Path initramfs) {
        boolean direct = shape.direct && kernel.vmlinux().isPresent();
        Path image = direct ? kernel.vmlinux().get() : kernel.image();
        return new QemuCommand.Boot(shape.type, image.toAbsolutePath(), direct, initramfs);
    }

    /**
     * Chooses, if this kernel boots at all.
     *
     * @return what was found, for the user; empty if nothing was
     */
    Optional<String> choose(Kernel kernel, Path initramfs, Stopwatch stopwatch, Duration limit)
            throws IOException, MachineException, InterruptedException {
        Shape surest = surest();
        List<Shape> others = others(kernel, surest);
        if (others.isEmpty()) {
            chosen = Optional.of(surest);
            return Optional.empty();
        }
        Optional<Duration> first = stopwatch.timeToReady(surest(kernel, initramfs), limit);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Shape best = surest;
        Duration time = first.get();
        Duration enough = Duration.ofNanos((long) (time.toNanos() * WORTH));
        List<String> words = new ArrayList<>(List.of(surest.inWords(time)));
        for (Shape shape : others) {
            Optional<Duration> other = stopwatch.timeToReady(boot(shape, kernel, initramfs), enough);
            if (other.isPresent() && other.get().compareTo(enough) < 0) {
                best = shape;
                enough = other.get();
                words.add(shape.inWords(enough));
            }
        }
        chosen = Optional.of(best);
        return Optional.of("guests are of type " + best.type.name().toLowerCase(Locale.ROOT) + "; time to user space: "
                + String.join(", ", words));
    }

    private List<Shape> others(Kernel kernel, Shape surest) {
        List<Shape> shapes = new ArrayList<>();
        for (MachineType type :
                wanted.map(List::of).orElse(List.of(MachineType.MICROVM, MachineType.PC, MachineType.Q35))) {
            Shape shape = new Shape(type, kernel.vmlinux().isPresent());
            if (!shape.equals(surest)) {
                shapes.add(shape);
            }
        }
        return shapes;
    }
}
