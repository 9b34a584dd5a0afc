package culprit.driver.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedFilesTest {
    @Test
    void textForPeopleIsNoCode() {
        assertThat(ChangedFiles.elsewhere(List.of("Documentation/mm/slab.rst", "MAINTAINERS", "fs/README")))
                .contains("it changes no code: Documentation/mm/slab.rst, MAINTAINERS, fs/README");
        assertThat(ChangedFiles.elsewhere(List.of("tools/testing/selftests/mm/gup.c")))
                .isPresent();
    }

    @Test
    void codeOfOtherArchitecturesIsNotInThisKernel() {
        assertThat(ChangedFiles.elsewhere(List.of("arch/arm64/mm/fault.c", "Documentation/arm64/mm.rst")))
                .contains("it changes code of other architectures only: arch/arm64/mm/fault.c");
        assertThat(ChangedFiles.elsewhere(List.of("arch/arm64/mm/fault.c", "arch/x86/mm/fault.c")))
                .isEmpty();
        assertThat(ChangedFiles.elsewhere(List.of("arch/Kconfig"))).isEmpty();
    }

    @Test
    void anythingElseMayMatter() {
        for (String file : List.of("fs/pipe.c", "include/linux/mm.h", "Makefile", "scripts/mod/modpost.c")) {
            assertThat(ChangedFiles.elsewhere(List.of("MAINTAINERS", file)))
                    .as(file)
                    .isEmpty();
        }
    }

    @Test
    void aCommitWithoutFilesChangesNothing() {
        assertThat(ChangedFiles.elsewhere(List.of())).contains("it changes no file");
    }

    @Test
    void ofManyFilesTheFirstAreShown() {
        assertThat(ChangedFiles.some(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
        assertThat(ChangedFiles.some(List.of("a"))).isEqualTo("a");
    }
}
