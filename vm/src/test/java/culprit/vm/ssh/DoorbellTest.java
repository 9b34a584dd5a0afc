package culprit.vm.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorbellTest {
    private static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
        return server;
    }

    private static boolean isAnswered(Doorbell doorbell, Duration limit) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < limit.toNanos()) {
            if (doorbell.isAnswered()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static void greet(Socket connection) throws IOException {
        connection.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aServerThatSpeaksIsThere() throws Exception {
        try (ServerSocket server = server();
                Doorbell doorbell = new Doorbell(server.getLocalPort())) {
            assertThat(isAnswered(doorbell, Duration.ofMillis(300)))
                    .as("silent")
                    .isFalse();
            try (Socket connection = server.accept()) {
                greet(connection);
                assertThat(isAnswered(doorbell, Duration.ofSeconds(20))).isTrue();
            }
        }
    }

    @Test
    void aPortWhereNobodyListensYetIsTriedAgain() throws Exception {
        ServerSocket before = server();
        int port = before.getLocalPort();
        before.close();
        try (Doorbell doorbell = new Doorbell(port)) {
            assertThat(isAnswered(doorbell, Duration.ofMillis(300))).isFalse();
            try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                server.setSoTimeout(20_000);
                assertThat(isAnswered(doorbell, Duration.ofMillis(300))).isFalse();
                try (Socket connection = server.accept()) {
                    greet(connection);
                    assertThat(isAnswered(doorbell, Duration.ofSeconds(20))).isTrue();
                }
            }
        }
    }

    @Test
    void connectionsThatAreTakenAndNotAnsweredOrDroppedAreTriedAgain() throws Exception {
        try (ServerSocket server = server();
                Doorbell doorbell = new Doorbell(server.getLocalPort())) {
            assertThat(isAnswered(doorbell, Duration.ofMillis(1500))).isFalse();
            server.accept().close();
            assertThat(isAnswered(doorbell, Duration.ofMillis(300))).isFalse();
            try (Socket second = server.accept()) {
                greet(second);
                assertThat(isAnswered(doorbell, Duration.ofSeconds(20))).isTrue();
            }
        }
    }
}
