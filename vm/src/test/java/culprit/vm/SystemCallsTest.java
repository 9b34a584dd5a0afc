package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCallsTest {
    @TempDir
    private Path directory;

    @Test
    void aHeaderOfTheKernelNamesAllThatItsSourceHas() throws Exception {
        Path header = Files.writeString(directory.resolve("unistd_64.h"), """
                #ifndef _UAPI_ASM_UNISTD_64_H
                #define _UAPI_ASM_UNISTD_64_H

                #define __NR_read 0
                #define __NR_set_mempolicy_home_node 450

                #ifdef __KERNEL__
                #define __NR_syscalls 451
                #endif

                #endif /* _UAPI_ASM_UNISTD_64_H */
                """);
        assertThat(SystemCalls.in(header)).isEqualTo(Map.of(0, "read", 450, "set_mempolicy_home_node"));
    }
}
