package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteTest {
    private static final Remote REMOTE = new Remote(new Login(Path.of("/image/key"), "root", 22), 10022);

    /** As in the log of syzbot's bisection of 2019 whose run #9 failed to copy the reproducer. */
    private static final String OPTIONS =
            " \"-F\" \"/dev/null\" \"-o\" \"UserKnownHostsFile=/dev/null\" \"-o\" \"BatchMode=yes\" \"-o\""
                    + " \"IdentitiesOnly=yes\" \"-o\" \"StrictHostKeyChecking=no\" \"-o\" \"ConnectTimeout=10\" \"-i\""
                    + " \"/image/key\"";

    @Test
    void scpIsCalledAsSyzbotCallsIt() {
        assertThat(QuotedWords.of(REMOTE.scp(Path.of("/w/program"), "program")))
                .isEqualTo("[\"scp\" \"-P\" \"10022\"" + OPTIONS + " \"/w/program\" \"root@127.0.0.1:./program\"]");
    }

    @Test
    void sshIsCalledWithTheSameOptions() {
        assertThat(QuotedWords.of(REMOTE.ssh("true")))
                .isEqualTo("[\"ssh\" \"-p\" \"10022\"" + OPTIONS + " \"root@127.0.0.1\" \"true\"]");
    }

    @Test
    void whatQuotesAndBackslashesMeanInGoIsEscaped() {
        assertThat(QuotedWords.of(List.of("a\"b\\c", ""))).isEqualTo("[\"a\\\"b\\\\c\" \"\"]");
        assertThat(QuotedWords.of(List.of("\u00e9"))).as("raw text").isEqualTo("[\"\u00c3\u00a9\"]");
    }
}
