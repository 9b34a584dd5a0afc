package culprit.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static Event again(Event event) throws Exception {
        return EventJson.event(EventJson.line(event));
    }

    /** The kinds come from the sealed interface itself, so that a new one cannot be forgotten here. */
    @Test
    void everyKindOfEventComesBackAsItWas() throws Exception {
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            for (int seed = 0; seed < 300; seed++) {
                Event event = (Event) new RandomValues(new Random(seed)).of(kind);
                String line = EventJson.line(event);
                assertThat(EventJson.event(line))
                        .as("%s, seed %d: %s", kind, seed, line)
                        .isEqualTo(event);
                assertThat(line).doesNotContain("\n", "\r");
                assertThat(decoded(line.getBytes(UTF_8))).isEqualTo(line);
            }
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    @Test
    void aLineSaysWhatItIsInPlainWords() {
        assertThat(EventJson.line(new Event.RunFinished(
                        Instant.parse("2020-03-01T12:00:00.5Z"),
                        "ab",
                        new Run(
                                3,
                                Outcome.CRASHED,
                                "WARNING in f",
                                Bytes.of("f+0x1\n"),
                                Path.of("consoles/ab.3.txt"),
                                Duration.ofSeconds(61, 1),
                                Optional.of(new Run.Course(
                                        "microvm with vmlinux",
                                        true,
                                        Duration.ofMillis(40),
                                        Duration.ofSeconds(60),
                                        Optional.of(1),
                                        Optional.of(List.of("bpf", "io_uring_setup"))))))))
                .isEqualTo("{\"event\":\"runFinished\",\"at\":\"2020-03-01T12:00:00.500Z\",\"commit\":\"ab\","
                        + "\"run\":{\"number\":3,\"outcome\":\"CRASHED\",\"title\":\"WARNING in f\","
                        + "\"report\":\"f+0x1\\n\",\"console\":\"consoles/ab.3.txt\",\"elapsed\":\"PT1M1.000000001S\","
                        + "\"course\":{\"machine\":\"microvm with vmlinux\",\"resumed\":true,\"ready\":\"PT0.04S\","
                        + "\"ran\":\"PT1M\",\"status\":1,\"missing\":[\"bpf\",\"io_uring_setup\"]}}}");
    }

    @Test
    void validTextIsReadableAndOtherBytesAreKept() throws Exception {
        Event event = new Event.ReleaseTesting(RawText.of("J\u00f6rg \ud83d\udc80") + "\u00ff\u0080\u00ed\u00a0\u0080");
        assertThat(EventJson.line(event))
                .isEqualTo("{\"event\":\"releaseTesting\","
                        + "\"tag\":\"J\u00f6rg \ud83d\udc80\\udcff\\udc80\\udced\\udca0\\udc80\"}");
        assertThat(again(event)).isEqualTo(event);
    }

    @Test
    void whatIsNotThereStaysAbsent() throws Exception {
        Event event = new Event.BisectionFinished(
                Conclusion.culprit("ab", "title", Optional.empty())
                        .withChecks(new Checks(
                                true,
                                false,
                                Optional.of(0.1 + 0.2),
                                List.of(new Check("name", Check.Result.NOT_APPLICABLE, "found")),
                                Optional.of("why"))),
                new Totals(3, Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(400)));
        assertThat(again(event)).isEqualTo(event);
    }

    @Test
    void linesOfAnEarlierVersionLackWhatIsOptional() throws Exception {
        assertThat(EventJson.event("{\"event\":\"runFinished\",\"at\":\"2020-03-01T12:00:00Z\",\"commit\":\"ab\","
                        + "\"run\":{\"number\":3,\"outcome\":\"OK\",\"title\":\"\",\"report\":\"\",\"console\":\"c\","
                        + "\"elapsed\":\"PT9S\"}}"))
                .isEqualTo(new Event.RunFinished(
                        Instant.parse("2020-03-01T12:00:00Z"),
                        "ab",
                        new Run(3, Outcome.OK, "", Bytes.NONE, Path.of("c"), Duration.ofSeconds(9))));
    }

    @Test
    void propertiesOfALaterVersionAreIgnored() throws Exception {
        assertThat(EventJson.event("{\"event\":\"releaseTesting\",\"host\":{\"a\":[1]},\"tag\":\"v5.5\"}"))
                .isEqualTo(new Event.ReleaseTesting("v5.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"event\":\"releaseTesting\"}",
                "{\"event\":\"releaseTesting\",\"tag\":null}",
                "{\"event\":\"releaseTesting\",\"tag\":\"v5.5\"} x",
                "{\"event\":\"noSuchThing\",\"tag\":\"v5.5\"}",
                "{\"tag\":\"v5.5\"}",
                "{\"event\":\"testJudged\",\"at\":\"soon\",\"commit\":\"a\",\"verdict\":\"BAD\",\"runs\":[],\"elapsed\":\"PT0S\"}"
            })
    void anythingElseIsRefused(String line) {
        assertThatThrownBy(() -> EventJson.event(line))
                .isInstanceOf(EventFormatException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @Test
    void hugeTextIsRead() throws Exception {
        Event event = new Event.CulpritFound("ab", Bytes.of("x".repeat(30_000_000)));
        assertThat(again(event)).isEqualTo(event);
    }
}
