package culprit.vm;

import java.io.IOException;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words on the stacks of a guest's processors. Those of them that point into functions tell how a kernel came to where it
 * is, among others that are left from earlier calls.
 */
public final class Stacks {
    /** Begins the line with the words of a processor's stack, in hexadecimal and each behind a space but the first. */
    public static final String MARK = "STACK=";

    /** Of a processor; 2 KiB of a kernel's 16 reach from most loops to the system call. */
    public static final int MOST_WORDS = 256;

    /** Whose stacks are read: QEMU's answers are some 7 KB for each. */
    private static final int MOST_PROCESSORS = 64;

    /** Between the registers of two processors. */
    private static final Pattern NEXT = Pattern.compile("(?m)^(?=CPU#)");

    private static final Pattern PROCESSOR = Pattern.compile("CPU#(\\d{1,4})\n");

    /** In 64-bit mode, or in 32-bit mode. */
    private static final Pattern STACK_POINTER = Pattern.compile("\\b([RE])SP=([0-9a-f]{8,16})\\b");

    /** Of a processor that executes its kernel. */
    private static final Pattern INSTRUCTION_POINTER = Pattern.compile("(?m)^[RE]IP=.* CPL=0 .*$");

    private static final Pattern WORD = Pattern.compile(" 0x([0-9a-f]{8}|[0-9a-f]{16})(?![0-9a-f])");

    private Stacks() {}

    /** Where the words come from. */
    interface Memory {
        /** What QEMU's monitor says to a command about memory as a processor sees it. */
        String ask(String command, int processor) throws IOException, InterruptedException;
    }

    /**
     * Adds a line of words behind the instruction pointer of each processor that executes its kernel.
     *
     * @param registers of processors that stand still, as QEMU shows them ({@code info registers -a})
     */
    static String with(String registers, Memory memory) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        int processors = 0;
        for (String one : NEXT.split(registers, -1)) {
            Matcher processor = PROCESSOR.matcher(one);
            boolean isWanted = processor.lookingAt() && processors++ < MOST_PROCESSORS;
            text.append(isWanted ? withStack(one, Integer.parseInt(processor.group(1)), memory) : one);
        }
        return text.toString();
    }

    private static String withStack(String registers, int processor, Memory memory)
            throws IOException, InterruptedException {
        Matcher instruction = INSTRUCTION_POINTER.matcher(registers);
        Matcher stack = STACK_POINTER.matcher(registers);
        if (!instruction.find() || !stack.find()) {
            return registers;
        }
        String size = stack.group(1).equals("R") ? "g" : "w";
        String read = String.format(Locale.ROOT, "x /%dx%s 0x%s", MOST_WORDS, size, stack.group(2));
        String words = words(memory.ask(read, processor));
        StringBuilder text = new StringBuilder(registers);
        return words.isEmpty()
                ? registers
                : text.insert(instruction.end(), "\n" + MARK + words).toString();
    }

    /** Takes what QEMU shows of memory; where there is none any more, it ends with a message. */
    private static String words(String shown) {
        StringJoiner words = new StringJoiner(" ");
        Matcher word = WORD.matcher(shown);
        for (int i = 0; i < MOST_WORDS && word.find(); i++) {
            words.add(word.group(1));
        }
        return words.toString();
    }
}
