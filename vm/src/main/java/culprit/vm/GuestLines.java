package culprit.vm;

import java.util.function.Consumer;

/**
 * Puts together the lines that come from a guest, however their bytes arrive. Lines that are too long are left out. Used
 * by one thread.
 */
public final class GuestLines {
    private final int longest;
    private final Consumer<String> whole;
    private final StringBuilder line = new StringBuilder();
    private boolean overlong;

    /**
     * Lines for somebody.
     *
     * @param longest that is passed on, in bytes
     * @param whole gets each line, a character for each byte, without its end and the spaces before that
     */
    public GuestLines(int longest, Consumer<String> whole) {
        this.longest = longest;
        this.whole = whole;
    }

    /** Takes the next bytes. */
    public void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            char c = (char) (bytes[i] & 0xff);
            if (c == '\n') {
                if (!overlong) {
                    whole.accept(line.toString().stripTrailing());
                }
                line.setLength(0);
                overlong = false;
            } else if (line.length() == longest) {
                overlong = true;
            } else {
                line.append(c);
            }
        }
    }
}
