package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the user's. */
class LineExpressionTest {
    private static CrashParser parser(List<String> crashes, List<String> ignored) {
        return new CrashParser(new CrashRules(Dialect.LATEST, expressions(crashes), expressions(ignored)));
    }

    private static List<LineExpression> expressions(List<String> texts) {
        return texts.stream().map(LineExpressionTest::expression).toList();
    }

    private static LineExpression expression(String text) {
        try {
            return LineExpression.of(text);
        } catch (BadExpressionException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String console) {
        return console.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aLineWithAMatchIsACrashCalledByTheMatchOrItsFirstGroup() {
        byte[] console = bytes("""
                [    1.0] hello
                [    2.0] gizmo0: firmware died {F} at 0xdeadbeef, sorry
                [    2.1]  some dump
                """);
        Crash whole = parser(List.of("gizmo.*died .* at 0x[0-9a-f]+"), List.of())
                .parse(console)
                .orElseThrow();

        assertThat(whole.title()).isEqualTo("gizmo0: firmware died {F} at ADDR");
        assertThat(whole.corruption()).isEmpty();
        assertThat(whole.report()).isEqualTo("hello\ngizmo0: firmware died {F} at 0xdeadbeef, sorry\n some dump\n");
        assertThat(parser(List.of("no such line", "gizmo0: (.* died) (.*)"), List.of())
                        .parse(console)
                        .orElseThrow()
                        .title())
                .isEqualTo("firmware died");
    }

    @Test
    void goBeforeTheBuiltInRules() {
        byte[] console = bytes("[    1.0] BUG: workqueue lockup in gizmo\n");

        assertThat(parser(List.of("lockup in gizmo"), List.of())
                        .parse(console)
                        .orElseThrow()
                        .title())
                .isEqualTo("lockup in gizmo");
        assertThat(parser(List.of("lockup in gizmo"), List.of("workqueue")).parse(console))
                .isEmpty();
        assertThat(parser(List.of("lockup in gizmo"), List.of("workqueue")).containsCrash(console, 0))
                .isFalse();
    }

    @Test
    void areSeenWhileTheConsoleIsBeingWritten() {
        byte[] console = bytes("[    1.0] hello\n[    2.0] gizmo0: firmware died\n[    2.1]  some dump\n");
        CrashParser parser = parser(List.of("firmware died"), List.of());
        CrashStream stream = new CrashStream(parser);
        stream.append(console, 0, console.length);

        assertThat(stream.hasCrash()).isTrue();
        assertThat(stream.take()).isEqualTo(parser.parse(console)).isPresent();
    }

    @Test
    void aLineThatIsIgnoredDoesNotHideTheNext() {
        CrashParser tolerant = parser(List.of(), List.of("virtual-gizmo"));
        byte[] console = bytes(
                "[    1.0] BUG: Bad page map in process virtual-gizmo\n[    2.0] BUG: Bad page map in process sh\n");

        assertThat(tolerant.parse(console).orElseThrow().start()).isEqualTo(53);
        assertThat(tolerant.containsCrash(console, 53)).isTrue();
        assertThat(tolerant.containsCrash(console, console.length)).isFalse();
    }

    @Test
    void seeTheLineWithItsPrefixAndOtherLettersAsTheirBytes() {
        assertThat(parser(List.of("^\\[ +1\\.0\\] gr\u00fc\u00dfe$"), List.of())
                        .parse(bytes("[    1.0] gr\u00fc\u00dfe\n")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', textBlock = """
                    foo(bar ~ 4 ~ missing closing )
                    (a)b) ~ 5 ~ unexpected )
                    [a]b[c ~ 5 ~ missing closing ]
                    a*|*b ~ 4 ~ missing argument to repetition operator
                    x{2000} ~ 2 ~ invalid repeat count
                    ab(?=c) ~ 3 ~ invalid or unsupported Perl syntax
                    x[z-a]y ~ 3 ~ invalid character class range
                    a\\ ~ 2 ~ trailing backslash at end of expression
                    b* ~ 1 ~ it matches the empty text, and so every line
                    """)
    void anErrorIsShownWithItsPlace(String text, int column, String problem) {
        assertThatThrownBy(() -> LineExpression.of(text))
                .isInstanceOf(BadExpressionException.class)
                .hasMessage("\"" + text + "\" is no expression that can be used: column " + column + ": " + problem);
    }

    @Test
    void takeLinearTimeWhateverTheyAre() {
        byte[] console = bytes(("a".repeat(4000) + "\n").repeat(250));

        assertTimeout(
                Duration.ofSeconds(20),
                () -> parser(List.of("(a+)+$b", "(a|aa)*b"), List.of()).parse(console));
    }
}
