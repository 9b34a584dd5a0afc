package culprit.vm.symbols;

import culprit.vm.Command;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One addr2line that reads debug information once and is then asked again and again. It starts with the first question,
 * and anew with the next one after it failed. Used by one thread.
 */
final class Addr2line implements AutoCloseable {
    /**
     * The first one that is installed is taken. That of GNU binutils, which every machine has that links kernels, names a
     * wrong file for functions that stand in a header and were not inlined, if the debug information is DWARF 5 (seen
     * with 2.40).
     */
    private static final List<String> PROGRAMS = List.of("llvm-addr2line", "addr2line");

    /** So many questions at once fit into a pipe, 17 bytes each: asking does not wait until answers are read. */
    private static final int BATCH = 1000;

    /**
     * Asked last: no kernel has code there, the last page of 32 bits, so the answer is the address and two lines more. The
     * address comes with as many digits as the executable's have.
     */
    private static final String END = "fffff000";

    private static final Pattern ANSWERED = Pattern.compile("(?m)^0x0*" + END + "\n.*\n.*\n");

    private final Commands commands;
    private final String program;
    private final Path vmlinux;
    private final Duration limit;
    private Commands.@Nullable Running running;

    /** Of this executable, with so much time for the answers to one batch of questions. */
    Addr2line(Commands commands, String program, Path vmlinux, Duration limit) {
        this.commands = commands;
        this.program = program;
        this.vmlinux = vmlinux.toAbsolutePath();
        this.limit = limit;
    }

    /**
     * The program to use.
     *
     * @throws MachineException when there is none
     */
    static String program() throws MachineException {
        for (String program : PROGRAMS) {
            if (Commands.find(program).isPresent()) {
                return program;
            }
        }
        throw new MachineException("neither " + String.join(" nor ", PROGRAMS) + " is installed");
    }

    /**
     * Looks addresses up.
     *
     * @return for each address whose place in the source is known: that, and those where what is there was inlined into,
     *     the innermost function first
     * @throws IOException when the program ended or took too long
     * @throws MachineException when it cannot be started
     */
    Map<Long, List<SourceLine>> lookUp(List<Long> addresses)
            throws IOException, MachineException, InterruptedException {
        Map<Long, List<SourceLine>> found = new HashMap<>();
        boolean done = false;
        try {
            for (int from = 0; from < addresses.size(); from += BATCH) {
                List<Long> batch = addresses.subList(from, Math.min(from + BATCH, addresses.size()));
                found.putAll(Answers.parse(ask(batch)));
            }
            done = true;
            return found;
        } finally {
            if (!done) {
                close(); // What it still has to say would pass for the answer to the next question.
            }
        }
    }

    private String ask(List<Long> addresses) throws IOException, MachineException, InterruptedException {
        Process process = process();
        StringBuilder questions = new StringBuilder();
        addresses.forEach(address -> questions.append(Long.toHexString(address)).append('\n'));
        questions.append(END).append('\n');
        process.getOutputStream().write(questions.toString().getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        return answer(process);
    }

    private Process process() throws MachineException {
        if (running == null) {
            List<String> arguments = List.of(program, "-a", "-f", "-i", "-e", vmlinux.toString());
            Path directory = vmlinux.resolveSibling("");
            running = commands.converse(new Command(arguments, directory, Map.of(), Path.of("/dev/null")));
        }
        return running.process();
    }

    private String answer(Process process) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        StringBuilder answer = new StringBuilder();
        while (!ANSWERED.matcher(answer).find()) {
            boolean ended = process.waitFor(1, TimeUnit.MILLISECONDS);
            boolean quiet = !drain(process.getInputStream(), answer);
            if (ended && quiet) {
                throw new IOException(program + " ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new IOException(program + " did not answer within " + limit.toSeconds() + " s");
            }
        }
        return answer.toString();
    }

    private static boolean drain(InputStream output, StringBuilder answer) throws IOException {
        byte[] bytes = output.readNBytes(output.available());
        answer.append(new String(bytes, StandardCharsets.ISO_8859_1));
        return bytes.length > 0;
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
