package culprit.report.crash;

import static culprit.report.crash.Captures.bytes;
import static culprit.report.crash.Captures.oops;
import static culprit.report.crash.Captures.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that crashes had on earlier days. */
class DialectTest {
    private static CrashParser parserOf(String day) {
        return new CrashParser(CrashRules.OF_LINUX.in(new Dialect(LocalDate.parse(day))));
    }

    private static String title(String day, String console) {
        return parserOf(day).parse(bytes(console)).map(Crash::title).orElse("");
    }

    /** Seven of the eight that are wrong were cut by other lists of names that are never guilty. */
    @Test
    void namesTheCorpusAsItWasNamedInOctober2020(TestReporter reporter) throws IOException {
        Path titles = CorpusCase.ROOT.resolve("titles-2020-dev.tsv");
        assumeTrue(Files.exists(titles), "no titles of 2020 at " + titles.toAbsolutePath());
        Map<String, String> expected = new HashMap<>();
        for (String line : Files.readAllLines(titles)) {
            if (!line.startsWith("#")) {
                expected.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
            }
        }
        CrashParser parser = parserOf("2020-10-01");
        List<String> wrong = new ArrayList<>();
        int known = 0;
        for (CorpusCase one : CorpusCase.all()) {
            String title = expected.get(one.name());
            if (title != null) {
                known++;
                Optional<Crash> crash = parser.parse(one.console());
                if (!crash.map(Crash::title).orElse("").equals(title)) {
                    wrong.add(one.name());
                }
            }
        }
        reporter.publishEntry("titles of 2020", (known - wrong.size()) + " of " + known);
        assertThat(known).isEqualTo(244);
        assertThat(wrong).hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2021-01-17 | kernel BUG at fs/gizmo.c:77! | kernel BUG at fs/gizmo.c:LINE! | kernel BUG in gizmo_read
                    2021-01-09 | Unable to handle kernel paging request at ffff | unable to handle kernel paging request in gizmo_arm | BUG: unable to handle kernel paging request in gizmo_read
                    2022-03-01 | BUG: scheduling while atomic: sh/9/0x00000002 | BUG: scheduling while atomic: sh/NUM/ADDR | BUG: scheduling while atomic in outer_call
                    2021-10-29 | BUG: Dentry 0000000000000000{i=2,n=x} still in use (1) [unmount of gizmofs g0] | BUG: Dentry still in use [unmount of gizmofs g0] | BUG: Dentry still in use in unmount
                    2024-10-22 | BUG: Bad page state in process sh  pfn:1 | BUG: Bad page state | BUG: Bad page state in corrupted
                    2021-08-13 | INFO: Freed in gizmo age=57 pid=12345 | INFO: Freed in gizmo age=57 pid=NUM | INFO: Freed in gizmo age=NUM pid=NUM
                    2019-11-08 | WARNING: workqueue cpumask: online intersect > possible intersect | WARNING: workqueue cpumask: online intersect > possible intersect | ''
                    """)
    void namesChangeOnTheirDay(LocalDate day, String message, String before, String since) {
        String console = oops(message, "gizmo_read", "outer_call", "do_syscall_64")
                .replace("[    1.000003] Call", "[    1.000003] PC is at gizmo_arm+0x1/0x2\n[    1.000003] Call");

        assertThat(title(day.toString(), console)).isEqualTo(since);
        // Two changes fall between some of these days; the earlier ones are no matter here.
        assertThat(title(day.minusDays(1).toString(), console)).isEqualTo(before);
    }

    @Test
    void locksWereNamedByTheLinesThatListThem() {
        String irq = """
                [    1.0] WARNING: SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected
                [    1.1] sh/9 [HC0[0]:SC0[0]:HE0:SE1] is trying to acquire:
                [    1.2] ffff8880 (&a){+.+.}, at: gizmo_want+0x1/0x2
                [    1.3] which became SOFTIRQ-irq-safe at:
                [    1.4]   gizmo_irq+0x1/0x2
                """;
        String state = trace("WARNING: inconsistent lock state", "gizmo_trace").replace("[    1.000003]", """
                        [    1.000002] sh/9 [HC0[0]:SC0[0]:HE0:SE1] takes:
                        [    1.000002] ffff8880 (&a){+.?.}, at: gizmo_at+0x1/0x2
                        [    1.000003]""");

        assertThat(title("2021-01-04", irq)).isEqualTo("possible deadlock in gizmo_want");
        assertThat(title("2021-01-05", irq)).isEqualTo("possible deadlock in gizmo_irq");
        assertThat(title("2022-09-30", state)).isEqualTo("inconsistent lock state in gizmo_at");
        assertThat(title("2022-10-01", state)).isEqualTo("inconsistent lock state in gizmo_trace");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Unable to handle kernel paging request at ffff | MEMORY_SAFETY_BUG
                    BUG: scheduling while atomic: sh/9/0x00000002 | ATOMIC_SLEEP
                    kernel BUG at fs/gizmo.c:77! | BUG
                    """)
    void typesDoNotDependOnTheName(String message, CrashType type) {
        byte[] console = bytes(oops(message, "gizmo_read") + "PC is at gizmo+0x1\n");

        assertThat(parserOf("2020-01-01").parse(console)).map(Crash::type).contains(type);
        assertThat(Captures.PARSER.parse(console)).map(Crash::type).contains(type);
    }
}
