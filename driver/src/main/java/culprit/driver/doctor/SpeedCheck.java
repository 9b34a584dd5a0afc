package culprit.driver.doctor;

import culprit.vm.AcceleratorProbe;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import culprit.vm.Speed;
import culprit.vm.SpeedProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How fast guests are, and what follows for the limits that nobody gives. */
final class SpeedCheck {
    private static final String SUBJECT = "speed";

    private SpeedCheck() {}

    /** Measures it, unless the answer is known; nothing if it cannot be measured, of which the check of KVM tells. */
    static List<Finding> of(Commands commands, Path cache, String qemu) throws InterruptedException {
        AcceleratorProbe.Host host = AcceleratorProbe.Host.local(qemu);
        try {
            AcceleratorProbe.Choice choice =
                    new AcceleratorProbe(commands, cache.resolve("accelerator.txt"), host).choose();
            Speed speed = new SpeedProbe(commands, cache.resolve("speed.txt"), host).measure(choice.accelerator());
            return List.of(of(speed));
        } catch (MachineException e) {
            return List.of();
        }
    }

    static Finding of(Speed speed) {
        if (speed.factor() == 1) {
            return Finding.ok(SUBJECT, "guests are as fast as usual under KVM, or faster");
        }
        return Finding.ok(
                SUBJECT,
                String.format(
                        Locale.ROOT,
                        "guests take %.1f times as long as usual under KVM: boot and run limits that are not given are"
                                + " %.1f times as long",
                        speed.slowdown(),
                        speed.factor()));
    }
}
