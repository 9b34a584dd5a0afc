package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StacksTest {
    private static final String IN_KERNEL = """
            RAX=0000000000000000 RBX=ffffffff81618840
            RSI=0000000000000001 RDI=0000000000000000 RBP=0000000000000002 RSP=ffffc9000008bd80
            RIP=ffffffff810ef0cf RFL=00000286 [--S--P-] CPL=0 II=0 A20=1 SMM=0 HLT=0
            ES =0000 0000000000000000 00000000 00000000
            """;

    private final List<String> asked = new ArrayList<>();

    /** With memory in which QEMU sees this. */
    private String with(String registers, String memory) throws Exception {
        return Stacks.with(registers, (command, processor) -> {
            asked.add(processor + ": " + command);
            return memory;
        });
    }

    @Test
    void theWordsOnTheStackStandBehindTheInstructionPointer() throws Exception {
        String memory = """
                ffffc9000008bd80: 0x9c0782f56253aec7 0xffffffff8110431f\r
                ffffc9000008bd90: 0x0000000000000000 0x38be8a1e0623ba1e\r
                """;
        assertThat(with("\nCPU#3\n" + IN_KERNEL, memory))
                .isEqualTo("\nCPU#3\n"
                        + IN_KERNEL.replace(
                                "HLT=0\n",
                                "HLT=0\nSTACK=9c0782f56253aec7 ffffffff8110431f 0000000000000000 38be8a1e0623ba1e\n"));
        assertThat(asked).containsExactly("3: x /256xg 0xffffc9000008bd80");
    }

    @Test
    void aProcessorIn32BitModeHasShorterWords() throws Exception {
        String registers = "CPU#0\nEBP=00000000 ESP=001053ec\nEIP=0010028f EFL=00000046 [---Z-P-] CPL=0 II=0\nES\n";
        assertThat(with(registers, "001053ec: 0x001002f4 0x00000000 0x00100300 0x0010016d\n"))
                .endsWith(" CPL=0 II=0\nSTACK=001002f4 00000000 00100300 0010016d\nES\n");
        assertThat(asked).containsExactly("0: x /256xw 0x001053ec");
    }

    @Test
    void aProcessorThatExecutesAProgramIsNotAsked() throws Exception {
        String program = IN_KERNEL.replace("CPL=0", "CPL=3");
        String memory = "ffffc9000008bd80: 0xffffffff8110431f 0x0000000000000000\n";
        String state = with("\nCPU#0\n" + program + "\nCPU#1\n" + IN_KERNEL, memory);
        assertThat(asked).containsExactly("1: x /256xg 0xffffc9000008bd80");
        assertThat(state).startsWith("\nCPU#0\n" + program + "\nCPU#1\n").containsOnlyOnce("STACK=");
    }

    @Test
    void aStackEndsWhereThereIsNoMemory() throws Exception {
        String memory =
                "ffffc9000008bff0: 0x0000000000000001 0x0000000000000002\nffffc9000008c000: Cannot access memory\n";
        assertThat(with("CPU#0\n" + IN_KERNEL, memory)).contains("\nSTACK=0000000000000001 0000000000000002\nES");
        assertThat(with("CPU#0\n" + IN_KERNEL, "ffffc9000008c000: Cannot access memory\n"))
                .isEqualTo("CPU#0\n" + IN_KERNEL);
    }

    @Test
    void fromTheStackOfAnInterruptItGoesOnToTheOneThatThatHasLeft() throws Exception {
        String state = Stacks.with("CPU#0\n" + IN_KERNEL, (command, processor) -> {
            asked.add(command);
            return command.endsWith("0xffffc9000008bd80")
                    ? "ffffc9000008bd80: 0xffffffff81116c1e 0xffa00000005a3a98\nffffc9000008bd90: Cannot access memory\n"
                    : "ffa00000005a3a98: 0xffffffff819fb48d 0x000000000000002b\n";
        });
        assertThat(state).contains("\nSTACK=ffffffff81116c1e ffa00000005a3a98 ffffffff819fb48d 000000000000002b\nES");
        assertThat(asked).containsExactly("x /256xg 0xffffc9000008bd80", "x /254xg 0xffa00000005a3a98");
    }

    @Test
    void stacksThatLeadToEachOtherAreNotFollowedForEver() throws Exception {
        with("CPU#0\n" + IN_KERNEL, "0: 0xffffc9000008bd80\n0: Cannot access memory\n");
        assertThat(asked).hasSize(3);
    }

    @Test
    void noMoreIsTakenThanWasAskedFor() throws Exception {
        String memory = "0: 0x0000000000000001 0x0000000000000002\n".repeat(1000);
        String state = with("CPU#0\n" + IN_KERNEL, memory);
        assertThat(state.length() - IN_KERNEL.length()).isEqualTo("CPU#0\n\nSTACK=".length() + 256 * 17 - 1);
        with(("CPU#7\n" + IN_KERNEL).repeat(100), memory);
        assertThat(asked).hasSize(1 + 64);
    }

    @Test
    void whatIsNoWordIsLeftOut() throws Exception {
        String memory = "0x1: 0x12345678 0x1234567 0x123456789 0x00000000000000001 0xfffffffg x0x0000000a -1\n";
        assertThat(with("CPU#0\n" + IN_KERNEL, memory)).contains("\nSTACK=12345678\n");
    }

    @Test
    void textWithoutProcessorsStaysAsItIs() throws Exception {
        for (String text : List.of("", "no registers\n", "CPU#99999\n" + IN_KERNEL, "CPU#\n" + IN_KERNEL, IN_KERNEL)) {
            assertThat(with(text, "0: 0x0000000000000001\n")).isEqualTo(text);
        }
        assertThat(asked).isEmpty();
    }
}
