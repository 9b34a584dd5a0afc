package culprit.driver.doctor;

import culprit.vm.AcceleratorProbe;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.nio.file.Path;

/** Whether guests run under KVM, and if not, what stands in the way. They run without it, ten times slower. */
final class KvmCheck {
    private static final String SUBJECT = "kvm";

    private KvmCheck() {}

    /** Tries it, unless the answer is known. */
    static Finding of(Commands commands, Path memory, String qemu) throws InterruptedException {
        try {
            AcceleratorProbe.Choice choice =
                    new AcceleratorProbe(commands, memory, AcceleratorProbe.Host.local(qemu)).choose();
            return of(choice, Processor.in(Path.of("/proc/cpuinfo")));
        } catch (MachineException e) {
            return Finding.warning(SUBJECT, "KVM cannot be tried: " + e.getMessage(), "");
        }
    }

    static Finding of(AcceleratorProbe.Choice choice, Processor processor) {
        return switch (choice.kvm()) {
            case WORKS -> Finding.ok(SUBJECT, choice.reason());
            case FORBIDDEN ->
                Finding.warning(
                        SUBJECT,
                        choice.reason(),
                        "have the administrator allow it (usermod --append --groups GROUP USER), then log in anew");
            case ABSENT -> Finding.warning(SUBJECT, choice.reason(), onAbsence(processor));
            case HANGS, REFUSES -> Finding.warning(SUBJECT, choice.reason(), onFailure(processor));
        };
    }

    private static String onAbsence(Processor processor) {
        return processor.virtualises()
                ? "the processor could: load kvm_intel or kvm_amd, or give the container /dev/kvm"
                : withoutSupport(processor);
    }

    private static String onFailure(Processor processor) {
        if (!processor.virtualises()) {
            return withoutSupport(processor);
        }
        return processor.virtual()
                ? "this machine is a virtual one, whose host seems to virtualise badly what it offers: try another host"
                : "see what the kernel says about it (dmesg)";
    }

    private static String withoutSupport(Processor processor) {
        return processor.virtual()
                ? "this machine is a virtual one, whose processor has neither svm nor vmx: have its host allow nested"
                        + " virtualisation"
                : "the processor has neither svm nor vmx: look for virtualisation (VT-x, AMD-V) in the firmware's setup";
    }
}
