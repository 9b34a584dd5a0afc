package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void eachAddressHasItsFunctionsTheInnermostFirst() {
        assertThat(Answers.parse("""
                        0xffffffff81000010
                        inner
                        /linux/include/a.h:7
                        outer
                        /linux/mm/a.c:12 (discriminator 3)
                        0x00000000fffff000
                        ??
                        ??:0
                        """))
                .hasSize(1)
                .containsEntry(
                        0xffffffff81000010L,
                        List.of(
                                new SourceLine("inner", "/linux/include/a.h", 7),
                                new SourceLine("outer", "/linux/mm/a.c", 12)));
    }

    @Test
    void anInlinedFunctionWithoutLineIsLeftOut() {
        assertThat(Answers.parse("0x10\ninner\na.h:?\nouter\na.c:12\n"))
                .containsEntry(0x10L, List.of(new SourceLine("outer", "a.c", 12)));
    }

    @Test
    void anAddressWithoutLineOfItsFunctionIsUnknown() {
        for (String unknown : List.of("??:0", "??:?", "a.c:?", "a.c:0", "a.c:99999999999", "")) {
            assertThat(Answers.parse("0x10\ninner\na.h:7\nouter\n" + unknown + "\n"))
                    .as(unknown)
                    .isEmpty();
        }
    }

    @Test
    void whatIsNoAnswerIsPassedOver() {
        assertThat(Answers.parse("")).isEmpty();
        assertThat(Answers.parse("??\n??:0\n0x\n0xfffffffffffffffff\n0x12\n")).isEmpty();
    }
}
