package culprit.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.Terminal;
import culprit.report.terminal.Progress.Mode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int simulate(String arguments) {
        out.reset();
        Terminal terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), Mode.PLAIN, 0);
        return Culprit.commandLine(terminal, InputStream.nullInputStream(), "simulate")
                .execute(("simulate " + arguments).split(" "));
    }

    private String[] lines() {
        return out.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
    }

    @Test
    void printsAnObjectForEachPolicyAndRate() {
        assertThat(simulate("--commits 64 --trials 20 --crash-rate 1.0,0.5 --policy all --json"))
                .isZero();
        assertThat(lines()).hasSize(8);
        JsonNode first = new JsonMapper().readTree(lines()[0]);
        assertThat(first.propertyNames())
                .contains("policy", "crashRate", "otherCrashRate", "commits", "trials", "right", "wrong", "unsure")
                .contains("meanRuns", "p95Runs", "meanBuilds", "hours")
                .contains("statedConfidence", "measuredConfidence", "floorRuns");
        assertThat(first.get("policy").asString()).isEqualTo("culprit");
        assertThat(first.get("right").asDouble()).isEqualTo(1);
        assertThat(first.get("floorRuns").asDouble()).isEqualTo(6);
        int named = 0;
        for (JsonNode interval : first.get("calibration")) {
            assertThat(interval.get("right").asInt())
                    .isEqualTo(interval.get("named").asInt());
            named += interval.get("named").asInt();
        }
        assertThat(named).isEqualTo(20);
        assertThat(new JsonMapper().readTree(lines()[7]).get("statedConfidence").isNull())
                .isTrue();
    }

    @Test
    void printsATableThatIsTheSameEachTime() {
        String arguments = "--commits 64 --trials 20 --crash-rate 0.5 --crash-rate 0.9 --policy culprit,git";
        simulate(arguments);
        String[] table = lines();
        assertThat(table).hasSizeGreaterThan(5);
        assertThat(table[0]).startsWith("policy");
        assertThat(table[1]).startsWith("culprit").contains("0.500");
        assertThat(List.of(table).subList(5, table.length))
                .allMatch(line -> line.matches(
                        "named with 0[.]9\\d\\d to (0[.]9\\d\\d|1[.]000): \\d+, of which \\d+[.]\\d% are right"));
        simulate(arguments);
        assertThat(lines()).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource({
        "--crash-rate 0,--crash-rate",
        "--crash-rate 1.5,--crash-rate",
        "--crash-rate NaN,--crash-rate",
        "--commits 0,--commits",
        "--trials 0,--trials",
        "--untestable 1,--untestable",
        "--other-crash-rate -0.1,--other-crash-rate",
        "--drift x,--drift",
        "--confidence 1,--confidence",
        "--guests 0,--guests",
        "--policy best,syzbot-2020",
        "--shape round,--shape",
        "--run-minutes 0,--run-minutes"
    })
    void aValueThatMakesNoSenseIsRefusedByName(String arguments, String named) {
        assertThat(simulate(arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(named);
    }
}
