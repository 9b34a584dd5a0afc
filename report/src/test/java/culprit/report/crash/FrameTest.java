package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    @Test
    void dropsTheLongestPrefixOfASystemCall() {
        assertThat(Frame.printedAs("__x64_sys_gizmo").name()).isEqualTo("sys_gizmo");
        assertThat(Frame.printedAs("__se_sys_gizmo").name()).isEqualTo("gizmo");
        assertThat(Frame.printedAs("gizmo_sys_read").name()).isEqualTo("gizmo_sys_read");
        assertThat(Frame.printedAs("__se_sys_gizmo").variants())
                .containsExactly("__se_sys_gizmo", "sys_gizmo", "gizmo");
    }

    @ParameterizedTest
    @CsvSource({
        "_Z9gizmoReadPKci, gizmoRead",
        "_ZN5gizmo6Device4openEv, gizmo::Device::open",
        "_ZN4core5gizmo3run17h0123456789abcdefE, core::gizmo::run",
        "_RNvCs1234_7___gizmo4main, __gizmo::main",
        "_RNvMCs1234_5gizmoNtB2_6Device4open, <gizmo::Device>::open",
        "_RNvXs_Cs1234_5gizmoNtB4_6DeviceNtCs9_4core4Open4open, <gizmo::Device as core::Open>::open",
    })
    void readsMangledNames(String symbol, String name) {
        assertThat(Frame.printedAs(symbol).raw()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_R",
                "_RB_",
                "_RNvB_",
                "_RNvBzzzzzzzzzzzzzzz_1a",
                "_RC99999999999999a",
                "_RINvC1a1bE",
                "_Z",
                "_Z0",
                "_Z99a",
                "_ZN1aN",
                "_ZN",
                "_Ready"
            })
    void keepsNamesItCannotRead(String symbol) {
        assertThat(Frame.printedAs(symbol).raw()).isEqualTo(symbol);
    }
}
