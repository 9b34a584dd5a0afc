package culprit.report.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Scores the parser against the corpus of console captures, and checks what must hold for each of them. */
class CorpusTest {
    private static final CrashParser PARSER = new CrashParser();

    /** How many captures the parser gets right, of those that say what is right. The figures may only grow. */
    private static final Map<String, Aspect> ASPECTS = new LinkedHashMap<>();

    static {
        ASPECTS.put("title", new Aspect(361, (one, crash) -> crash.title().equals(one.header("TITLE"))));
        ASPECTS.put(
                "alternatives",
                new Aspect(361, (one, crash) -> crash.altTitles().equals(one.headerList("ALT"))));
        ASPECTS.put("type", new Aspect(361, (one, crash) -> crash.type().label().equals(one.header("TYPE"))));
        ASPECTS.put("corrupted", new Aspect(361, (one, crash) -> crash.corrupted() == one.flag("CORRUPTED")));
        ASPECTS.put("suppressed", new Aspect(361, (one, crash) -> crash.suppressed() == one.flag("SUPPRESSED")));
        ASPECTS.put("panicked", new Aspect(361, (one, crash) -> crash.panicked() == one.flag("PANICKED")));
        ASPECTS.put(
                "executor",
                new Aspect(361, (one, crash) -> crash.executor().orElse("").equals(one.header("EXECUTOR"))));
        ASPECTS.put(
                "frame",
                new Aspect(
                        361,
                        (one, crash) -> !one.has("FRAME") || crash.frame().equals(Optional.of(one.header("FRAME")))));
        ASPECTS.put(
                "report",
                new Aspect(
                        361,
                        (one, crash) -> one.report().map(crash.report()::equals).orElse(true)));
    }

    private static List<CorpusCase> cases = List.of();
    private static Map<CorpusCase, Crash> parsed = Map.of();

    @BeforeAll
    static void readCorpus() {
        assumeTrue(Files.isDirectory(CorpusCase.ROOT), "no crash corpus at " + CorpusCase.ROOT.toAbsolutePath());
        cases = CorpusCase.all();
        parsed = new LinkedHashMap<>();
        cases.forEach(one -> PARSER.parse(one.console()).ifPresent(crash -> parsed.put(one, crash)));
    }

    @Test
    void namesTheCrashesAndFindsNoOthers(TestReporter reporter) {
        SoftAssertions softly = new SoftAssertions();
        List<CorpusCase> crashes = cases.stream().filter(CorpusCase::hasCrash).toList();
        assertThat(crashes).hasSizeGreaterThanOrEqualTo(361);
        assertThat(crashes).filteredOn(one -> one.report().isPresent()).hasSizeGreaterThanOrEqualTo(6);
        ASPECTS.forEach((name, aspect) -> {
            List<String> wrong = crashes.stream()
                    .filter(one -> !parsed.containsKey(one) || !aspect.right().test(one, parsed(one)))
                    .map(CorpusCase::name)
                    .toList();
            int right = crashes.size() - wrong.size();
            reporter.publishEntry(name, right + " of " + crashes.size());
            softly.assertThat(right).as("%s, wrong: %s", name, wrong).isGreaterThanOrEqualTo(aspect.atLeast());
        });
        List<String> alarms = cases.stream()
                .filter(one -> !one.hasCrash() && parsed.containsKey(one))
                .map(CorpusCase::name)
                .toList();
        reporter.publishEntry("false alarms", alarms.size() + " of " + (cases.size() - crashes.size()));
        softly.assertThat(alarms).as("false alarms").isEmpty();
        softly.assertAll();
    }

    @Test
    void theCheapQuestionAgreesWithTheParser() {
        assertThat(cases)
                .allSatisfy(one -> assertThat(PARSER.containsCrash(one.console(), 0))
                        .as(one.name())
                        .isEqualTo(one.hasCrash()));
    }

    @Test
    void offsetsAreInOrderAndLeadBackToTheSameCrash() {
        assertThat(cases).filteredOn(CorpusCase::hasCrash).allSatisfy(one -> {
            byte[] console = one.console();
            Crash crash = parsed(one);
            assertThat(crash.start()).isLessThan(crash.skip());
            assertThat(crash.skip()).isLessThanOrEqualTo(crash.end());
            assertThat(crash.end()).isLessThanOrEqualTo(console.length);
            assertThat(crash.report()).as(one.name()).isNotEmpty();
            Crash again = PARSER.parse(console, crash.start()).orElseThrow();
            assertThat(again.title()).as(one.name()).isEqualTo(crash.title());
            assertThat(again.start()).isEqualTo(crash.start());
            assertThat(PARSER.parse(console, crash.end()).map(Crash::title))
                    .as(one.name())
                    .isNotEqualTo(Optional.of(crash.title()));
        });
    }

    @Test
    void startAndEndStandWhereTheCorpusSays() {
        assertThat(cases)
                .filteredOn(one -> one.hasCrash() && one.has("START"))
                .isNotEmpty()
                .allSatisfy(one -> {
                    Crash crash = parsed(one);
                    String last = one.has("END") ? one.header("END") : one.header("START");
                    assertThat(lineAt(one.console(), crash.start())).startsWith(one.header("START"));
                    assertThat(new String(one.console(), 0, crash.end(), ISO_8859_1))
                            .as(one.name())
                            .endsWith(last);
                });
    }

    private static Crash parsed(CorpusCase one) {
        return requireNonNull(parsed.get(one), one.name());
    }

    private static String lineAt(byte[] console, int start) {
        return new String(console, start, console.length - start, ISO_8859_1);
    }

    private record Aspect(int atLeast, BiPredicate<CorpusCase, Crash> right) {}
}
