package culprit.driver.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What {@code culprit replay} costs from cold, the launcher and the start of Java included. Not part of the suite: after
 * {@code mvn package} run it with {@code mvn test -pl driver -am -Dtest=ReplayBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false} and look into {@code driver/target/benchmark.txt}.
 */
class ReplayBenchmark {
    private static final int ROUNDS = 7;
    private static final double TICKS_PER_SECOND = 100;

    /** The fields of /proc/self/stat behind the name that hold the ticks of children that ended, see proc(5). */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;

    private record Cost(double cpu, double wall) {}

    @Test
    void replays() throws Exception {
        List<String> figures = new ArrayList<>();
        figures.add(machine());
        figures.add(measure("the owner's five logs", Recordings.files("seeds")));
        List<Path> all = new ArrayList<>(Recordings.files("seeds"));
        all.addAll(Recordings.files("cause"));
        all.addAll(Recordings.files("git-bisect"));
        figures.add(measure("all recorded logs", all));
        Files.write(Path.of("target/benchmark.txt"), figures);
    }

    private static String measure(String what, List<Path> logs) throws Exception {
        List<String> command = new ArrayList<>(List.of("bin/culprit", "replay"));
        logs.forEach(log -> command.add(log.toString()));
        List<Cost> costs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            costs.add(run(command));
        }
        double cpu = median(costs.stream().map(Cost::cpu).sorted().toList());
        double wall = median(costs.stream().map(Cost::wall).sorted().toList());
        return String.format(
                Locale.ROOT,
                "%s (%d files, driver/bin/culprit replay FILES): %.2f s CPU, %.2f s elapsed, median of %d",
                what,
                logs.size(),
                cpu,
                wall,
                ROUNDS);
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static Cost run(List<String> command) throws Exception {
        double before = childrenTicks();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        double wall = (System.nanoTime() - begin) / 1e9;
        return new Cost((childrenTicks() - before) / TICKS_PER_SECOND, wall);
    }

    private static double childrenTicks() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Double.parseDouble(fields[CHILDREN_USER]) + Double.parseDouble(fields[CHILDREN_SYSTEM]);
    }

    private static String machine() throws Exception {
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .orElse("model name: unknown");
        return Runtime.getRuntime().availableProcessors() + " processors, " + cpu.substring(cpu.indexOf(':') + 2)
                + ", Java " + Runtime.version();
    }
}
