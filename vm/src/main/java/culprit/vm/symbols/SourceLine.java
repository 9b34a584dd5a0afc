package culprit.vm.symbols;

/**
 * A place in the source, as raw text.
 *
 * @param function the function that the line belongs to, inlined or not
 * @param path as the compiler knew it
 * @param number from 1
 */
record SourceLine(String function, String path, int number) {
    SourceLine at(String otherPath) {
        return new SourceLine(function, otherPath, number);
    }

    /** As it stands in a report. */
    String position() {
        return path + ":" + number;
    }
}
