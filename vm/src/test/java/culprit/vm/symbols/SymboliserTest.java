package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.Commands;
import culprit.vm.Programs;
import culprit.vm.Stacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real gcc, a real executable, real addr2line. */
@Timeout(120)
class SymboliserTest {
    @TempDir
    private Path directory;

    private final Commands commands = new Commands();

    @BeforeEach
    void requirePrograms() {
        Programs.require("gcc", "nm", "addr2line", "setsid");
    }

    @AfterEach
    void close() {
        commands.close();
    }

    private TinyKernel kernel(String... options) throws Exception {
        return new TinyKernel(directory, commands, options);
    }

    private String symbolise(TinyKernel kernel, String report) throws Exception {
        DebugInfo debugInfo = new DebugInfo(kernel.vmlinux(), List.of());
        try (Symboliser symboliser = new Symboliser(commands, Optional.of(debugInfo))) {
            return symboliser.symbolise(report);
        }
    }

    @Test
    void aFrameGetsTheLineOfItsCallAndInlinedFunctionsLinesOfTheirOwn() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String frame = kernel.frame("inlined");
        assertThat(frame).startsWith("same+0x");
        assertThat(symbolise(kernel, "Call Trace:\n <TASK>\n " + frame + "\n </TASK>\n"))
                .isEqualTo("Call Trace:\n <TASK>\n"
                        + " innermost include/linux/inline.h:5 [inline]\n"
                        + " middle include/generated/middle.h:3 [inline]\n"
                        + " " + frame + " init/main.c:13\n"
                        + " </TASK>\n");
    }

    @Test
    void functionsOfTheSameNameAreToldApartByTheirSizes() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        assertThat(kernel.frame("inlined").replaceFirst("\\+.*", ""))
                .isEqualTo(kernel.frame("twice").replaceFirst("\\+.*", ""));
        assertThat(symbolise(kernel, kernel.frame("twice"))).endsWith(" net/core/dev.c:12");
    }

    @Test
    void functionsOfTheSameNameAndSizeHaveALineOnlyIfItIsTheSame() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        List<String> twins = kernel.starts("twin");
        assertThat(twins).hasSize(2).containsOnly(twins.get(0));
        assertThat(symbolise(kernel, twins.get(0))).isEqualTo(twins.get(0));
        List<String> copies = kernel.starts("shared");
        assertThat(copies).hasSize(2).containsOnly(copies.get(0));
        assertThat(symbolise(kernel, copies.get(0))).isEqualTo(copies.get(0) + " include/linux/inline.h:10");
    }

    @Test
    void functionsOfHeadersKeepTheirFileInNewerDebugInformationIfLlvmReadsIt() throws Exception {
        Programs.require("llvm-addr2line");
        TinyKernel kernel = kernel("-gdwarf-5");
        String frame = kernel.starts("shared").get(0);
        assertThat(symbolise(kernel, frame)).isEqualTo(frame + " include/linux/inline.h:10");
    }

    @Test
    void theColdPartOfAFunctionKeepsItsName() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String frame = kernel.frame("split");
        assertThat(frame).startsWith("net_entry");
        assertThat(symbolise(kernel, frame)).isEqualTo(frame + " net/core/dev.c:25");
    }

    @Test
    void onlyTheInstructionPointersLineIsNotTakenForAReturnAddress() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4", "-fno-inline-functions");
        String frame = kernel.frame("other");
        String after = " net/core/dev.c:11";
        String call = " net/core/dev.c:10";
        for (String before : List.of("RIP: 0010:", "IP: ", "pc : ", "PC is at ", "RIP  [<ffffffff81000000>] ")) {
            assertThat(symbolise(kernel, before + frame)).isEqualTo(before + frame + after);
        }
        for (String before :
                List.of("lr : ", "WARNING: CPU: 0 PID: 7209 at drivers/net/geneve.c:1661 ", "caller is ")) {
            assertThat(symbolise(kernel, before + frame)).isEqualTo(before + frame + call);
        }
    }

    @Test
    void theInstructionPointerOfAProcessorThatHangsBecomesAPlace() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4", "-fno-inline-functions");
        String flags = " RFL=00000046 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=1\n";
        String inside = String.format(Locale.ROOT, "RIP=%016x", kernel.returns("other")) + flags;
        String outside = "RIP=00007ffd4c4ab0e4" + flags;
        String wrong = "RIP=ffffffffffffffffff" + flags;
        DebugInfo debugInfo = new DebugInfo(kernel.vmlinux(), List.of());
        try (Symboliser symboliser = new Symboliser(commands, Optional.of(debugInfo))) {
            assertThat(symboliser.symboliseRegisters("VM status: running\n" + inside + outside + wrong))
                    .isEqualTo("VM status: running\nRIP: 0010:" + kernel.frame("other") + " net/core/dev.c:11\n"
                            + inside + outside + wrong);
            Files.delete(kernel.vmlinux());
            assertThat(symboliser.symboliseRegisters(inside)).isEqualTo(inside);
        }
    }

    private static String word(long address) {
        return String.format(Locale.ROOT, "%016x", address);
    }

    private String registers(TinyKernel kernel, String state) throws Exception {
        try (Symboliser symboliser =
                new Symboliser(commands, Optional.of(new DebugInfo(kernel.vmlinux(), List.of())))) {
            return symboliser.symboliseRegisters(state);
        }
    }

    @Test
    void theStackOfAProcessorThatHangsBecomesTheCallsThatWouldReturn() throws Exception {
        TinyKernel kernel = kernel("-g0");
        String pointer = "RIP=" + word(kernel.returns("other")) + " RFL=00000046 [---Z-P-] CPL=0 II=0 A20=1\n";
        String stack = String.join(
                " ",
                "0000000000000000",
                word(kernel.returns("inlined")),
                word(kernel.start("net_entry")),
                "ffffffffffffffff",
                word(kernel.returns("start")),
                word(kernel.returns("last")));
        assertThat(registers(kernel, "CPU#0\n" + pointer + "STACK=" + stack + "\nES =0000\n"))
                .isEqualTo("CPU#0\nRIP: 0010:" + kernel.frame("other") + "\nCall Trace:\n ? " + kernel.frame("inlined")
                        + "\n ? " + kernel.frame("start") + "\n ? " + kernel.frame("last") + "\n" + pointer
                        + "ES =0000\n");
    }

    @Test
    void aPlaceBehindALabelInAFunctionIsWithinTheFunction() throws Exception {
        TinyKernel kernel = kernel("-g0");
        long offset = kernel.start("label_in_finish") + 1 - kernel.start("finish");
        String place = registers(kernel, "RIP=" + word(kernel.start("label_in_finish") + 1) + " \n");
        assertThat(place).startsWith("RIP: 0010:finish+0x" + Long.toHexString(offset) + "/0x");
        String size = place.lines().findFirst().orElseThrow().replaceFirst(".*/0x", "");
        assertThat(Long.parseLong(size, 16)).isGreaterThan(offset).isLessThan(offset + 100);
    }

    @Test
    void callsHaveTheirLinesOfSource() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String frame = kernel.frame("twice");
        String pointer = "RIP=0000000000000000 ";
        assertThat(registers(kernel, pointer + "\nSTACK=" + word(kernel.returns("twice"))))
                .isEqualTo("Call Trace:\n ? " + frame + " net/core/dev.c:12\n" + pointer);
    }

    @Test
    void aStackIsNotShownWhereTheKernelIsUnknownOrNothingOnItIsAnAddressOfCode() throws Exception {
        TinyKernel kernel = kernel("-g0");
        String pointer = "EIP=00000000 EFL=00000046\n";
        assertThat(registers(kernel, pointer + "STACK=00000000 ffffffff\nES\n")).isEqualTo(pointer + "ES\n");
        assertThat(registers(kernel, pointer + "STACK=\n")).isEqualTo(pointer);
        String state = pointer + "STACK=" + word(kernel.returns("other")) + "\n";
        Files.delete(kernel.vmlinux());
        assertThat(registers(kernel, state)).isEqualTo(pointer);
        try (Symboliser none = new Symboliser(commands, Optional.empty())) {
            assertThat(none.symboliseRegisters(state)).isEqualTo(pointer);
        }
    }

    @Test
    void whatPassesForAStackOnAHostileConsoleIsBounded() throws Exception {
        TinyKernel kernel = kernel("-g0");
        String pointer = "RIP=0000000000000000 \n";
        String call = word(kernel.returns("other"));
        String full = String.join(" ", Collections.nCopies(Stacks.MOST_WORDS, call));
        assertThat(registers(kernel, pointer + "STACK=" + full).lines())
                .containsOnly("Call Trace:", " ? " + kernel.frame("other"), pointer.strip() + " ")
                .hasSize(34);
        String halves = call.substring(0, 12) + " " + call.substring(12) + " " + call + call + " " + call + "0";
        assertThat(registers(kernel, pointer + "STACK=" + halves)).isEqualTo(pointer.stripTrailing() + " ");
        for (String no : List.of(full + " " + call, call + "x", call.toUpperCase(Locale.ROOT) + "A", call + "\t")) {
            String state = pointer + "STACK=" + no + "\n";
            assertThat(registers(kernel, state)).isEqualTo(state);
        }
        String alone = "STACK=" + call + "\n\nRIP=" + "0".repeat(17) + " \nSTACK=" + call + "\n";
        assertThat(registers(kernel, alone)).isEqualTo(alone);
    }

    @Test
    void aHostileConsoleFullOfStacksCostsNoMoreThanItsLength() throws Exception {
        TinyKernel kernel = kernel("-g0");
        String stack =
                "STACK=" + String.join(" ", Collections.nCopies(Stacks.MOST_WORDS, word(kernel.returns("other"))));
        String state = ("RIP=0000000000000000 \n" + stack + "\n").repeat(500) + "STACK=" + "0 ".repeat(1 << 20);
        assertThat(registers(kernel, state).length()).isLessThan(state.length());
    }

    @Test
    void theStartOfAFunctionIsNoReturnAddress() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String hint = "ODEBUG: free active hint: " + kernel.frame("twice").replaceFirst("0x[0-9a-f]+/", "0x0/");
        assertThat(symbolise(kernel, hint)).isEqualTo(hint + " net/core/dev.c:9");
    }

    @Test
    void theRestOfALineIsRepeatedOnEach() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String frame = kernel.frame("inlined");
        assertThat(symbolise(kernel, "BUG: KASAN: use-after-free in " + frame + " at addr ffff8800b14abf80\n"))
                .isEqualTo("""
                        BUG: KASAN: use-after-free in innermost include/linux/inline.h:5 [inline] at addr ffff8800b14abf80
                        BUG: KASAN: use-after-free in middle include/generated/middle.h:3 [inline] at addr ffff8800b14abf80
                        BUG: KASAN: use-after-free in %s init/main.c:13 at addr ffff8800b14abf80
                        """.formatted(frame));
    }

    @Test
    void framesSayWhatAddr2lineSaysToAPerson() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        for (String said : List.of("inlined", "start", "other", "twice", "cold", "split")) {
            String call = "0x" + Long.toHexString(kernel.returns(said) - 1);
            String answer = kernel.run("addr2line", "-s", "-e", kernel.vmlinux().toString(), call);
            String[] symbolised = symbolise(kernel, kernel.frame(said)).split("\n", -1);
            assertThat(symbolised[0].replaceFirst(" \\[inline]", ""))
                    .as(said)
                    .endsWith("/" + answer.strip().replaceFirst(" \\(.*", ""));
        }
    }

    @Test
    void linesStayAsTheyAreWhereThePlaceIsUnknown() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String frame = kernel.frame("other");
        String name = frame.replaceFirst("\\+.*", "");
        String report = String.join(
                "\n",
                frame + " [tipc]",
                frame + " net/core/dev.c:1",
                "no_such_function+0x1/0x40",
                name + "+0x1/0xfffffff",
                name + "+0x41/0x40",
                name + "+0xffffffffffffffff/0xffffffffffffffff",
                name + "+0x0/0x0",
                "RIP: 0033:0x45b399",
                "_start+0x10/0x30",
                "x" + frame,
                frame + "0",
                "\u00e9\u0000\r");
        assertThat(symbolise(kernel, report)).isEqualTo(report);
    }

    @Test
    void withoutDebugInformationOrKernelReportsStayAsTheyAre() throws Exception {
        TinyKernel kernel = kernel("-g0");
        String report = " " + kernel.frame("twice") + "\n";
        assertThat(symbolise(kernel, report)).isEqualTo(report);
        Files.delete(kernel.vmlinux());
        assertThat(symbolise(kernel, report)).isEqualTo(report);
        Files.writeString(kernel.vmlinux(), "no kernel");
        assertThat(symbolise(kernel, report)).isEqualTo(report);
        try (Symboliser none = new Symboliser(commands, Optional.empty())) {
            assertThat(none.symbolise(report)).isEqualTo(report);
        }
    }

    @Test
    void anAddr2lineThatDiedIsReplaced() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        DebugInfo debugInfo = new DebugInfo(kernel.vmlinux(), List.of());
        try (Symboliser symboliser = new Symboliser(commands, Optional.of(debugInfo))) {
            assertThat(symboliser.symbolise(kernel.frame("twice"))).endsWith("net/core/dev.c:12");
            commands.close();
            assertThat(symboliser.symbolise(kernel.frame("other"))).endsWith("net/core/dev.c:10");
        }
    }

    @Test
    void aHostileReportCostsNoMoreThanARealOne() throws Exception {
        TinyKernel kernel = kernel("-gdwarf-4");
        String frame = " " + kernel.frame("inlined") + "\n";
        String monsters = "a".repeat(1 << 20) + "\n" + "a.".repeat(1 << 19) + frame + "+0x".repeat(1 << 18) + "\n";
        String report = frame.repeat(100_000) + monsters;
        String symbolised = symbolise(kernel, report);
        assertThat(symbolised.length() - report.length()).isBetween(100_000, 2 << 20);
        assertThat(symbolised)
                .startsWith(" innermost include/linux/inline.h:5 [inline]\n")
                .endsWith(frame + monsters);
    }
}
