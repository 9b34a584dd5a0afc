package culprit.vm;

import java.util.Locale;

/** The kinds of virtual machine that QEMU can make of a guest. */
public enum MachineType {
    /** A PC of 1996: every kernel boots on it. */
    PC("pc"),
    /** A PC of 2007. */
    Q35("q35"),
    /**
     * A machine without PCI and ACPI. With ACPI its timer has no interrupt that a kernel started directly would find (seen
     * with Linux 6.1 on QEMU 7.2), so it goes without.
     */
    MICROVM("microvm,acpi=off");

    private final String option;

    MachineType(String option) {
        this.option = option;
    }

    /**
     * What a guest starts on and from, such as {@code microvm with vmlinux}.
     *
     * @param direct whether from a vmlinux, not a bzImage
     */
    public String booting(boolean direct) {
        return name().toLowerCase(Locale.ROOT) + " with " + (direct ? "vmlinux" : "bzImage");
    }

    /** Value of QEMU's {@code -machine}. */
    String option() {
        return option;
    }
}
