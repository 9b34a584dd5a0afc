package culprit.driver.investigation;

import culprit.driver.journal.TimedTester.Ending;
import culprit.driver.journal.TimedTester.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Kernels of a row of commits, each with the bugs that are in it; those that come first in the list show first. */
final class Bugs implements Kernels {
    private static final int CLEAN_RUNS = 12;

    private record Bug(int from, int to, double rate, List<String> titles) {}

    private final List<Bug> bugs = new ArrayList<>();
    private String file = "fs/pipe.c";
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

    /** The stacks of all crashes lead through this file. */
    Bugs in(String name) {
        file = name;
        return this;
    }

    @Override
    public String signature(String title) {
        return "signature of " + (number(title) == twin && twin >= 0 ? original : title);
    }

    @Override
    public String report() {
        return " pipe_read+0x55/0x88 " + file + ":637\n";
    }

    @Override
    public boolean builds(String title) {
        return number(title) < unbuildableFrom || number(title) >= unbuildableTo;
    }

    /** A revert has none of the bugs. */
    private static int number(String title) {
        return title.startsWith("Revert") ? -1 : Integer.parseInt(title);
    }

    @Override
    public Ending ending(String title, int run) {
        int number = number(title);
        SplittableRandom random = new SplittableRandom(1000L * number + run);
        if (number == cleanAtFirst && run < CLEAN_RUNS) {
            return Ending.OK;
        }
        for (Bug bug : bugs) {
            boolean shows = random.nextDouble() < bug.rate();
            String shown = bug.titles().get(random.nextInt(bug.titles().size()));
            if (shows && number >= bug.from() && number < bug.to()) {
                return Ending.crash(shown);
            }
        }
        return Ending.OK;
    }
}
