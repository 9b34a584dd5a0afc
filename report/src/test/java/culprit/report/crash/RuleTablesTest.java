package culprit.report.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the tables of messages, with a small console of its own in captures.txt. */
class RuleTablesTest {
    private static final Pattern HEADER = Pattern.compile("(TITLE|ALT|TYPE|CORRUPTED): (.*)");

    /** A block of captures.txt. */
    private record Capture(List<String> lines) {
        List<String> header(String key) {
            return lines.stream()
                    .map(HEADER::matcher)
                    .filter(header -> header.matches() && header.group(1).equals(key))
                    .map(header -> header.group(2))
                    .toList();
        }

        String console() {
            return lines.stream()
                    .filter(line -> !HEADER.matcher(line).matches())
                    .map(Capture::expanded)
                    .collect(Collectors.joining());
        }

        private static String expanded(String line) {
            String[] words = line.split(" ", -1);
            return switch (words[0]) {
                case "@at" -> "RIP: 0010:" + frame(words[1]);
                case "@trace" ->
                    "Call Trace:\n"
                            + Arrays.stream(words)
                                    .skip(1)
                                    .map(name -> " " + frame(name))
                                    .collect(Collectors.joining());
                default -> line + "\n";
            };
        }

        private static String frame(String name) {
            return name + (name.startsWith("0x") ? "\n" : "+0x1/0x2\n");
        }

        @Override
        public String toString() {
            return lines.stream()
                    .filter(line -> !HEADER.matcher(line).matches())
                    .findFirst()
                    .orElse("");
        }
    }

    static List<Capture> captures() throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(RuleTablesTest.class.getResourceAsStream("captures.txt"))) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        List<Capture> captures = new ArrayList<>();
        for (String block : text.split("\n\n", -1)) {
            List<String> lines =
                    block.lines().filter(line -> !line.startsWith("# ")).toList();
            if (!lines.isEmpty()) {
                captures.add(new Capture(lines));
            }
        }
        return captures;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void eachMessageHasItsName(Capture capture) {
        Optional<Crash> crash = Captures.find(capture.console());

        assertThat(crash.map(Crash::title).stream().toList()).isEqualTo(capture.header("TITLE"));
        if (crash.isPresent()) {
            assertThat(crash.get().altTitles()).isEqualTo(capture.header("ALT"));
            assertThat(List.of(crash.get().type().label()))
                    .isEqualTo(capture.header("TYPE").isEmpty() ? List.of("") : capture.header("TYPE"));
            assertThat(Stream.ofNullable(crash.get().corruption().orElse(null)).map(Enum::name))
                    .containsExactlyElementsOf(capture.header("CORRUPTED"));
        }
    }
}
