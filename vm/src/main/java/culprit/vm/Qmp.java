package culprit.vm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to QEMU about a guest, by its machine protocol (QEMU documentation, interop/qmp-spec): one JSON object in a line
 * each way. Events and answers to commands that were given up may come between a command and its answer, so answers are
 * known by the number that each command carries. Used by one thread.
 */
final class Qmp {
    /** For an answer; QEMU gives most of them within a millisecond. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The registers of a hundred processors take less, in bytes. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SocketChannel socket;
    private final Process process;
    private final ByteBuffer received = ByteBuffer.allocate(8192).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int commands;
    private String reasonOfEnd = "";

    private Qmp(SocketChannel socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    /**
     * Begins the conversation.
     *
     * @param socket does not block; closed by whoever opened it
     * @param process QEMU, whose end ends it
     */
    static Qmp greet(SocketChannel socket, Process process) throws IOException, InterruptedException {
        Qmp qmp = new Qmp(socket, process);
        qmp.nextLine(new Deadline("its greeting", LIMIT, process));
        qmp.execute("qmp_capabilities", Map.of());
        return qmp;
    }

    JsonNode execute(String command) throws IOException, InterruptedException {
        return execute(command, Map.of());
    }

    /**
     * Has a command done.
     *
     * @return what it gives, under QMP's key {@code return}
     * @throws IOException when QEMU refuses it, ends, or does not answer in time
     */
    JsonNode execute(String command, Map<String, ?> arguments) throws IOException, InterruptedException {
        String id = "culprit-" + commands++;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("execute", command);
        request.put("arguments", arguments);
        request.put("id", id);
        Deadline deadline = new Deadline("the answer to " + command, LIMIT, process);
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
        Sockets.send(socket, bytes, deadline);
        while (true) {
            JsonNode answer = nextLine(deadline);
            if (!answer.path("id").asString("").equals(id)) {
                continue;
            }
            if (answer.has("error")) {
                throw new IOException("QEMU refuses " + command + ": "
                        + answer.path("error").path("desc").asString(""));
            }
            return answer.path("return");
        }
    }

    /** What a command of the monitor for humans prints (QEMU documentation, system/monitor). */
    String ask(String command) throws IOException, InterruptedException {
        return execute("human-monitor-command", Map.of("command-line", command)).asString("");
    }

    /** The same as one processor sees it. */
    String ask(String command, int processor) throws IOException, InterruptedException {
        return execute("human-monitor-command", Map.of("command-line", command, "cpu-index", processor))
                .asString("");
    }

    /**
     * Why QEMU that has ended did so, in the words of its event SHUTDOWN: they begin with {@code guest} if its guest
     * brought it about, with {@code host} if somebody else did. Empty if it said nothing.
     */
    String reasonOfEnd() throws IOException, InterruptedException {
        Deadline deadline = new Deadline("its last event", LIMIT, process);
        try {
            while (reasonOfEnd.isEmpty()) {
                nextLine(deadline);
            }
        } catch (IOException e) {
            // It has no more to say.
        }
        return reasonOfEnd;
    }

    private JsonNode nextLine(Deadline deadline) throws IOException, InterruptedException {
        line.reset();
        while (true) {
            while (received.hasRemaining()) {
                byte next = received.get();
                if (next == '\n') {
                    JsonNode message = parse(line.toByteArray());
                    if (message.path("event").asString("").equals("SHUTDOWN")) {
                        reasonOfEnd = message.path("data").path("reason").asString("");
                    }
                    return message;
                }
                if (line.size() == LONGEST_LINE) {
                    throw new IOException("QEMU's answer is longer than " + LONGEST_LINE + " bytes");
                }
                line.write(next);
            }
            receive(deadline);
        }
    }

    private void receive(Deadline deadline) throws IOException, InterruptedException {
        received.clear();
        int length = Sockets.read(socket, received);
        received.flip();
        if (length < 0) {
            throw new IOException("QEMU has closed its monitor");
        }
        if (length == 0) {
            deadline.pause();
        }
    }

    private static JsonNode parse(byte[] line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("QEMU's answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
