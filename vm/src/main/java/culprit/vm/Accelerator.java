package culprit.vm;

/** How QEMU runs a guest's instructions. */
public enum Accelerator {
    /** By the processor itself, through the host kernel. */
    KVM("kvm", "host"),
    /** By translating them: works everywhere, at a tenth of the speed. */
    TCG("tcg", "max");

    private final String option;
    private final String processor;

    Accelerator(String option, String processor) {
        this.option = option;
        this.processor = processor;
    }

    /** Value of QEMU's {@code -accel}. */
    String option() {
        return option;
    }

    /** Value of QEMU's {@code -cpu}: the most capable processor of this accelerator. */
    String processor() {
        return processor;
    }
}
