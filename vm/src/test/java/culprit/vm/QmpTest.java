package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation over a real socket with one who says what a QEMU might. */
@Timeout(60)
class QmpTest {
    private static final String GREETING = "{\"QMP\": {\"version\": {}, \"capabilities\": []}}\n";

    /** A process that goes on, as QEMU would. */
    @SuppressWarnings("NullAway.Init") // before each test
    private Process process;

    @SuppressWarnings("NullAway.Init") // before each test
    private ServerSocketChannel server;

    @SuppressWarnings("NullAway.Init") // before each test
    private SocketChannel socket;

    @SuppressWarnings("NullAway.Init") // in each test
    private CompletableFuture<Void> other;

    @BeforeEach
    void connect(@TempDir Path directory) throws Exception {
        Programs.require("cat");
        process = new ProcessBuilder("cat").start();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve("monitor")));
        socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(server.getLocalAddress());
        socket.configureBlocking(false);
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        assertThat(other).succeedsWithin(30, TimeUnit.SECONDS);
        server.close();
        process.destroyForcibly().waitFor();
    }

    /** What the other end does, a line at a time. */
    private interface Peer {
        void talk(BufferedReader from, OutputStream to) throws IOException;
    }

    /** The other end greets, agrees on nothing, talks, and hangs up. */
    private void peer(Peer peer) {
        other = CompletableFuture.runAsync(() -> {
            try (SocketChannel end = server.accept();
                    BufferedReader from = new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(end), StandardCharsets.UTF_8));
                    OutputStream to = Channels.newOutputStream(end)) {
                say(to, GREETING);
                say(to, "{\"return\": {}, \"id\": \"" + id(from) + "\"}\n");
                peer.talk(from, to);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void say(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    private static String id(BufferedReader from) throws IOException {
        String line = from.readLine();
        assertThat(line).startsWith("{\"execute\":").contains("\"id\":\"");
        return line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    private static String answer(String id, String text) {
        return "{\"return\": \"" + text + "\", \"id\": \"" + id + "\"}\n";
    }

    private static String event(String name, String reason) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name
                + "\", \"data\": {\"guest\": false, \"reason\": \"" + reason + "\"}}\n";
    }

    private Qmp greet() throws Exception {
        return Qmp.greet(socket, process);
    }

    @Test
    void aCommandGoesWithItsArgumentsAndGivesItsAnswer() throws Exception {
        peer((from, to) -> {
            String line = from.readLine();
            assertThat(line).contains("\"execute\":\"human-monitor-command\"", "{\"command-line\":\"info status\"}");
            say(to, answer(line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"), "VM status: running\\r\\n"));
        });
        assertThat(greet().ask("info status")).isEqualTo("VM status: running\r\n");
    }

    @Test
    void eventsAndAnswersToOtherCommandsComeBetweenACommandAndItsAnswer() throws Exception {
        peer((from, to) -> {
            String id = id(from);
            say(
                    to,
                    event("STOP", "none") + answer("culprit-99", "another") + "{\"return\": \"nobody's\"}\n"
                            + answer(id, "mine"));
        });
        assertThat(greet().execute("stop").asString()).isEqualTo("mine");
    }

    @Test
    void theLateAnswerToACommandIsNotTakenForTheNextOnes() throws Exception {
        peer((from, to) -> {
            String late = id(from);
            say(to, "{\"error\": {\"class\": \"GenericError\", \"desc\": \"busy\"}, \"id\": \"" + late + "\"}\n");
            String next = id(from);
            say(to, answer(late, "late") + answer(next, "in time"));
        });
        Qmp qmp = greet();
        assertThatThrownBy(() -> qmp.execute("first")).hasMessage("QEMU refuses first: busy");
        assertThat(qmp.execute("second").asString()).isEqualTo("in time");
    }

    @Test
    void anAnswerMayComeInPieces() throws Exception {
        peer((from, to) -> {
            for (char piece : answer(id(from), "x".repeat(100)).toCharArray()) {
                say(to, String.valueOf(piece));
            }
        });
        assertThat(greet().execute("stop").asString()).hasSize(100);
    }

    @Test
    void anEndlessLineIsGivenUp() throws Exception {
        peer((from, to) -> {
            byte[] much = new byte[64 << 10];
            assertThatThrownBy(() -> {
                        while (true) {
                            to.write(much);
                        }
                    })
                    .as("it is hung up on")
                    .isInstanceOf(IOException.class);
        });
        Qmp qmp = greet();
        assertThatThrownBy(() -> qmp.execute("stop"))
                .isInstanceOf(IOException.class)
                .hasMessage("QEMU's answer is longer than 1048576 bytes");
    }

    @Test
    void anAnswerThatIsNoJsonIsGivenUp() throws Exception {
        peer((from, to) -> say(to, id(from).replaceAll(".*", "no JSON\n")));
        Qmp qmp = greet();
        assertThatThrownBy(() -> qmp.execute("stop")).hasMessageStartingWith("QEMU's answer is no JSON: ");
    }

    @Test
    void theEndOfTheConversationIsAFailure() throws Exception {
        peer((from, to) -> id(from));
        Qmp qmp = greet();
        assertThatThrownBy(() -> qmp.execute("stop", Map.of())).hasMessage("QEMU has closed its monitor");
    }

    @Test
    void theEndOfQemuEndsTheWaitForAnAnswer() throws Exception {
        peer((from, to) -> {
            id(from);
            process.destroyForcibly();
            from.readLine();
        });
        Qmp qmp = greet();
        assertThatThrownBy(() -> qmp.execute("stop")).hasMessage("QEMU ended before the answer to stop");
    }

    @Test
    void whoEndedQemuIsKnownFromItsLastEvent() throws Exception {
        peer((from, to) -> say(to, event("STOP", "none") + event("SHUTDOWN", "host-signal")));
        assertThat(greet().reasonOfEnd()).isEqualTo("host-signal");
    }

    @Test
    void anEventThatCameBeforeAnAnswerIsRemembered() throws Exception {
        peer((from, to) -> say(to, event("SHUTDOWN", "guest-reset") + answer(id(from), "")));
        Qmp qmp = greet();
        qmp.execute("stop");
        assertThat(qmp.reasonOfEnd()).isEqualTo("guest-reset");
    }

    @Test
    void aQemuThatSaysNothingHasNoReasonToEnd() throws Exception {
        peer((from, to) -> {});
        assertThat(greet().reasonOfEnd()).isEmpty();
    }
}
