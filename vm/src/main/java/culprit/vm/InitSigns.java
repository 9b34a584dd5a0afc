package culprit.vm;

import java.io.IOException;
import java.util.Optional;

/** The signs that a guest's init gives on its channel. */
final class InitSigns implements Signs {
    /** A shell's code for "found but not executable" (POSIX, Shell Command Language 2.8.2). */
    private static final int NOT_EXECUTABLE = 126;

    private final Vm vm;
    private final InitWords words;
    private final byte[] buffer = new byte[4096];

    InitSigns(Vm vm, String token) {
        this.vm = vm;
        this.words = new InitWords(token);
    }

    InitWords words() {
        return words;
    }

    @Override
    public boolean look() throws IOException, InterruptedException {
        int length = vm.readChannel(buffer);
        words.take(buffer, length);
        return length > 0;
    }

    @Override
    public boolean ready() {
        return words.ready();
    }

    @Override
    public Optional<Integer> exit() {
        return words.failure().isPresent()
                ? Optional.of(NOT_EXECUTABLE)
                : words.exit().stream().boxed().findFirst();
    }
}
