package culprit.vm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** The stack of an interrupt ends with the address in the one that it has left (kernel: arch/x86, asm/irq_stack.h). */
    private static final int MOST_STACKS = 3;

    /** An address in the upper half, where kernels of 64 bits are. */
    private static final Pattern OF_KERNEL = Pattern.compile("[89a-f][0-9a-f]{15}");

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
        List<String> words = new ArrayList<>();
        String pointer = stack.group(2);
        for (int stacks = 0; stacks < MOST_STACKS; stacks++) {
            int most = MOST_WORDS - words.size();
            String read = String.format(Locale.ROOT, "x /%dx%s 0x%s", most, size, pointer);
            words.addAll(words(memory.ask(read, processor), most));
            pointer = words.isEmpty() ? "" : words.get(words.size() - 1);
            if (words.size() == MOST_WORDS || !OF_KERNEL.matcher(pointer).matches()) {
                break;
            }
        }
        return words.isEmpty()
                ? registers
                : new StringBuilder(registers)
                        .insert(instruction.end(), "\n" + MARK + String.join(" ", words))
                        .toString();
    }

    /** Takes what QEMU shows of memory; where there is none any more, it ends with a message. */
    private static List<String> words(String shown, int most) {
        return WORD.matcher(shown)
                .results()
                .limit(most)
                .map(word -> word.group(1))
                .toList();
    }
}
