package culprit.driver.investigation;

import culprit.driver.journal.TimedTester.Ending;
import culprit.driver.journal.TimedTester.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Kernels of a row of commits, each with the bugs that are in it; those that come first in the list show first. */
final class Bugs implements Kernels {
    private static final int CLEAN_RUNS = 12;
    private static final String REVERT = "Revert ";

    private record Bug(int from, int to, double rate, List<String> titles) {}

    private final List<Bug> bugs = new ArrayList<>();
    private List<String> stack = List.of("fs/pipe.c");
    private long seed;
    private int unbuildableFrom;
    private int unbuildableTo;
    private int cleanAtFirst = -1;
    private int original = -1;
    private int twin = -1;

    /** Kernels of which none crashes. */
    static Bugs none() {
        return new Bugs();
    }

    /** A bug in the commits from one number up to, and not including, another one; each crash has one of its titles. */
    Bugs between(int from, int to, double rate, String... titles) {
        bugs.add(new Bug(from, to, rate, List.of(titles)));
        return this;
    }

    /** A bug that stays. */
    Bugs from(int number, double rate, String... titles) {
        return between(number, Integer.MAX_VALUE, rate, titles);
    }

    /** The commits from one number up to, and not including, another one do not build. */
    Bugs unbuildable(int from, int to) {
        unbuildableFrom = from;
        unbuildableTo = to;
        return this;
    }

    /** The first runs of a commit are clean, whatever is in it. */
    Bugs atFirstClean(int number) {
        cleanAtFirst = number;
        return this;
    }

    /** Two commits have the same kernel. */
    Bugs sameKernel(int one, int other) {
        twin = other;
        original = one;
        return this;
    }

    /** Other ends by chance than those of other seeds. */
    Bugs seeded(long chance) {
        seed = chance;
        return this;
    }

    /** The stacks of all crashes lead through these files, the one to blame first. */
    Bugs in(String... files) {
        stack = List.of(files);
        return this;
    }

    @Override
    public String signature(String title) {
        return "signature of " + (number(title) == twin && twin >= 0 ? original : title);
    }

    @Override
    public String report() {
        return stack.stream()
                .map(file -> " pipe_read+0x55/0x88 " + file + ":637\n")
                .collect(Collectors.joining());
    }

    @Override
    public boolean builds(String title) {
        return number(title) < unbuildableFrom || number(title) >= unbuildableTo;
    }

    /** Reverts are made on the newest commit. */
    private static int number(String title) {
        return title.startsWith(REVERT) ? Integer.MAX_VALUE - 1 : Integer.parseInt(title);
    }

    /** The commit whose change a revert lacks, and with it the bug that it brought in. */
    private static int reverted(String title) {
        return title.startsWith(REVERT) ? Integer.parseInt(title.replaceAll("[^0-9]", "")) : -1;
    }

    @Override
    public Ending ending(String title, int run) {
        int number = number(title);
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + 1000L * number + run);
        if (number == cleanAtFirst && run < CLEAN_RUNS) {
            return Ending.OK;
        }
        for (Bug bug : bugs) {
            boolean shows = random.nextDouble() < bug.rate();
            String shown = bug.titles().get(random.nextInt(bug.titles().size()));
            if (shows && number >= bug.from() && number < bug.to() && reverted(title) != bug.from()) {
                return Ending.crash(shown);
            }
        }
        return Ending.OK;
    }
}
