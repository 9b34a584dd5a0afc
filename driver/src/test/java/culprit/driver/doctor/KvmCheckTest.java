package culprit.driver.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.doctor.Finding.Level;
import culprit.vm.AcceleratorProbe.Choice;
import culprit.vm.AcceleratorProbe.Kvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvmCheckTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}, virtual {1}, svm or vmx {2}: {3}")
    @CsvSource({
        "ABSENT, false, true, load kvm_intel or kvm_amd",
        "ABSENT, false, false, firmware",
        "ABSENT, true, false, nested virtualisation",
        "HANGS, true, false, neither svm nor vmx",
        "HANGS, true, true, virtualise badly",
        "REFUSES, false, true, dmesg",
        "REFUSES, false, false, firmware",
        "FORBIDDEN, false, true, usermod",
    })
    void whatStandsInTheWayOfKvmIsToldApart(Kvm kvm, boolean virtual, boolean virtualises, String remedy) {
        Finding finding = KvmCheck.of(new Choice(kvm, "the reason"), new Processor(virtual, virtualises));
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.remedy()).contains(remedy);
        assertThat(finding.line()).startsWith("warning: the reason; ").doesNotContain("\n");
    }

    @Test
    void nothingIsToBeDoneIfItWorks() {
        Finding finding = KvmCheck.of(new Choice(Kvm.WORKS, "KVM works"), new Processor(true, true));
        assertThat(finding.line()).isEqualTo("ok: KVM works");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fpu vme svm hypervisor, true, true",
        "fpu vmx vme, false, true",
        "fpu vmxnet hypervisors, false, false",
        "hypervisor, true, false",
    })
    void theProcessorTellsByWholeFlags(String flags, boolean virtual, boolean virtualises) throws Exception {
        String cpuinfo = "processor\t: 0\nmodel name\t: Widget\nflags\t\t: " + flags + "\nvmx flags\t: vnmi\n\n";
        Path file = Files.writeString(directory.resolve("cpuinfo"), cpuinfo);
        assertThat(Processor.in(file)).isEqualTo(new Processor(virtual, virtualises));
    }

    @Test
    void aProcessorThatSaysNothingOffersNothing() {
        assertThat(Processor.in(directory.resolve("missing"))).isEqualTo(new Processor(false, false));
    }
}
