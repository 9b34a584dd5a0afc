package culprit.driver;

import culprit.vm.Accelerator;
import culprit.vm.AcceleratorProbe;
import culprit.vm.Commands;
import culprit.vm.Machine;
import culprit.vm.MachineException;
import culprit.vm.QemuRunner;
import culprit.vm.Speed;
import culprit.vm.SpeedProbe;
import java.util.Locale;

/**
 * What this machine makes of the user's wishes for guests.
 *
 * @param limits those of the settings, but longer where they are meant for guests at full speed and these are slower
 */
record Hosting(Machine machine, QemuRunner.Limits limits) {

    /** Found out before the first build, not after it; the user hears of it. */
    static Hosting find(Settings.Guests guests, Commands commands, Terminal terminal)
            throws MachineException, InterruptedException {
        Commands.require(guests.qemu());
        Commands.require("make");
        if (guests.disk().isPresent()) {
            Commands.require("ssh");
            Commands.require("scp");
        }
        AcceleratorProbe.Host host = AcceleratorProbe.Host.local(guests.qemu());
        AcceleratorProbe.Choice choice =
                new AcceleratorProbe(commands, CacheDirectory.path().resolve("accelerator.txt"), host).choose();
        terminal.say(choice.reason());
        Machine machine =
                new Machine(guests.qemu(), choice.accelerator(), guests.memory(), guests.cpus(), guests.append());
        if (guests.stretch().equals(Settings.Stretch.NONE)) {
            return new Hosting(machine, guests.limits());
        }
        return new Hosting(machine, limits(guests, speed(commands, host, choice.accelerator()), terminal));
    }

    private static Speed speed(Commands commands, AcceleratorProbe.Host host, Accelerator accelerator)
            throws MachineException, InterruptedException {
        return new SpeedProbe(commands, CacheDirectory.path().resolve("speed.txt"), host).measure(accelerator);
    }

    private static QemuRunner.Limits limits(Settings.Guests guests, Speed speed, Terminal terminal) {
        QemuRunner.Limits limits = guests.stretch().of(guests.limits(), speed);
        if (!limits.equals(guests.limits())) {
            terminal.say(String.format(
                    Locale.ROOT,
                    "guests take %.1f times as long as usual under KVM: they get %d s to boot, the reproducer %d s",
                    speed.slowdown(),
                    limits.boot().toSeconds(),
                    limits.run().toSeconds()));
        }
        return limits;
    }
}
