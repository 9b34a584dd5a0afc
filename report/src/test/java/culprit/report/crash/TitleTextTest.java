package culprit.report.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleTextTest {
    private static final TitleText TITLES = new TitleText(Dialect.LATEST);

    @ParameterizedTest
    @CsvSource({
        "task syz-executor.7:123, task syz-executor",
        "task syzkaller42/9, task syzkaller",
        "access to 0xffff888012345678 failed, access to ADDR failed",
        "route to 192.168.0.1 lost, route to IP lost",
        "BUG at mm/slub.c:12:3!, BUG at mm/slub.c:LINE!",
        "stuck in do_it.cold+0x12/0x34, stuck in do_it.cold",
        "lockup on CPU#3, lockup on CPU",
        "got 1 2 3, got NUM NUM NUM",
        "id x1234567, id xNUM",
        "ipv6 and x86_64 stay, ipv6 and x86_64 stay",
    })
    void takesOutWhatDiffersFromCrashToCrash(String raw, String title) {
        assertThat(TITLES.normalise(raw)).isEqualTo(title);
    }

    @Test
    void keepsPrintableCharactersOfALine() {
        assertThat(TITLES.normalise("a\tb \u0007 \u00ff c")).isEqualTo("a b c");
        assertThat(TITLES.normalise("x".repeat(200))).hasSize(120);
    }

    @Test
    void findsTheFunctionInATitle() {
        assertThat(TitleText.frame("BUG: bad in worse in gizmo_read")).contains("gizmo_read");
        assertThat(TitleText.frame("panic in <a::B as c::D>::run")).contains("<a::B as c::D>::run");
        assertThat(TitleText.frame("BUG: workqueue lockup")).isEmpty();
    }
}
