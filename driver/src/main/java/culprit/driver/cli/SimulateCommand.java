package culprit.driver.cli;

import culprit.driver.ExitCode;
import culprit.driver.Policy;
import culprit.driver.belief.Settings;
import culprit.driver.procedure.UsageException;
import culprit.driver.simulation.Calibration;
import culprit.driver.simulation.Figures;
import culprit.driver.simulation.Shape;
import culprit.driver.simulation.Simulation;
import culprit.driver.simulation.Workload;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code culprit simulate}: how often policies of bisection are right, and what they cost, on made-up histories. */
@Command(
        name = "simulate",
        description = "Try policies on made-up histories: how often the answer is right, and what it costs.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class SimulateCommand implements Callable<Integer> {
    private static final int MOST_COMMITS = 1 << 22;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--commits", paramLabel = "N", defaultValue = "8192", description = "Commits from good to bad.")
    private int commits;

    @Option(
            names = "--crash-rate",
            paramLabel = "P",
            split = ",",
            defaultValue = "1.0,0.9,0.7,0.5,0.3,0.2,0.1",
            description = "Share of the runs that crash where the bug is; the policies are not told.")
    private List<Double> crashRates = List.of();

    @Option(
            names = "--other-crash-rate",
            paramLabel = "P",
            defaultValue = "0",
            description = "Share of the runs that end in another crash, with the bug or without.")
    private double otherCrashRate;

    @Option(
            names = "--untestable",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of the commits that do not build, in clusters of 20 on average.")
    private double untestable;

    @Option(
            names = "--drift",
            paramLabel = "D",
            defaultValue = "0",
            description = "How much the crash rate varies along the history: standard deviation of its log-odds.")
    private double drift;

    @Option(names = "--shape", defaultValue = "linear", description = "${COMPLETION-CANDIDATES}.")
    private Shape shape = Shape.LINEAR;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            defaultValue = "culprit",
            description = "culprit, syzbot-2020 (10 runs, any crash is bad), syzbot (today's rules), git, or all.")
    private List<String> policies = List.of();

    @Option(names = "--trials", paramLabel = "N", defaultValue = "1000", description = "Bisections of each kind.")
    private int trials;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The same seed, the same figures.")
    private long seed;

    @Option(names = "--confidence", paramLabel = "P", defaultValue = "0.95", description = "From which on to name.")
    private double confidence;

    @Option(names = "--guests", paramLabel = "N", defaultValue = "1", description = "Runs at the same time.")
    private int guests;

    @Option(names = "--build-minutes", paramLabel = "M", defaultValue = "6", description = "Of one build.")
    private double buildMinutes;

    @Option(names = "--run-minutes", paramLabel = "M", defaultValue = "0.75", description = "Of one run.")
    private double runMinutes;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "10", description = "Of policy git at each commit.")
    private int runs;

    @Option(names = "--json", description = "Print one JSON object per policy and rate.")
    private boolean json;

    @Override
    public Integer call() throws UsageException {
        check();
        Set<Policy> chosen = policies();
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(
                    "policy         rate   right  wrong unsure    runs     p95  (floor)  builds   hours  stated  measured");
        }
        Simulation simulation = new Simulation(trials, seed);
        List<List<Calibration>> calibrations = new ArrayList<>();
        for (Policy policy : chosen) {
            for (double rate : crashRates) {
                Workload workload = workload(rate);
                Settings settings = Settings.of(confidence, guests).costing(workload.build(), workload.run());
                Figures figures = simulation.figures(workload, policy, settings, runs);
                out.println(json ? SimulateJson.of(policy, workload, figures) : line(policy, workload, figures));
                out.flush();
                calibrations.add(figures.calibration());
            }
        }
        if (!json) {
            Calibration.together(calibrations).forEach(each -> out.println(line(each)));
        }
        return ExitCode.CULPRIT;
    }

    private Workload workload(double rate) {
        return new Workload(
                commits,
                shape,
                rate,
                drift,
                otherCrashRate,
                untestable,
                guests,
                minutes(buildMinutes),
                minutes(runMinutes));
    }

    private static Duration minutes(double amount) {
        return Duration.ofMillis(Math.round(amount * 60_000));
    }

    private static String line(Policy policy, Workload workload, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%-12s %6.3f  %5.1f%% %5.1f%% %5.1f%% %7.1f %7.0f %8.1f %7.1f %7.1f  %6s    %6s",
                policy.toString(),
                workload.crashRate(),
                100 * figures.right(),
                100 * figures.wrong(),
                100 * figures.unsure(),
                figures.meanRuns(),
                figures.p95Runs(),
                Simulation.floorRuns(workload),
                figures.meanBuilds(),
                figures.hours(),
                share(figures.statedConfidence()),
                share(figures.measuredConfidence()));
    }

    private static String line(Calibration calibration) {
        return String.format(
                Locale.ROOT,
                "named with %.3f to %.3f: %d, of which %.1f%% are right",
                calibration.from(),
                calibration.to(),
                calibration.named(),
                100.0 * calibration.right() / calibration.named());
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * value);
    }

    private Set<Policy> policies() throws UsageException {
        Set<Policy> chosen = new LinkedHashSet<>();
        for (String name : policies) {
            boolean known = name.equals("all");
            for (Policy kind : Policy.values()) {
                if (name.equals("all") || name.equals(kind.toString())) {
                    chosen.add(kind);
                    known = true;
                }
            }
            require(known, "--policy: expected culprit, syzbot-2020, syzbot, git or all, got \"" + name + "\"");
        }
        return chosen;
    }

    private void check() throws UsageException {
        require(commits >= 1 && commits <= MOST_COMMITS, expected("--commits", "from 1 to " + MOST_COMMITS, commits));
        for (double rate : crashRates) {
            require(rate > 0 && rate <= 1, expected("--crash-rate", "more than 0, at most 1", rate));
        }
        require(
                otherCrashRate >= 0 && otherCrashRate < 1,
                expected("--other-crash-rate", "from 0 to less than 1", otherCrashRate));
        require(untestable >= 0 && untestable < 1, expected("--untestable", "from 0 to less than 1", untestable));
        require(drift >= 0 && drift <= 10, expected("--drift", "from 0 to 10", drift));
        require(trials >= 1, expected("--trials", "at least 1", trials));
        require(confidence >= 0.5 && confidence < 1, expected("--confidence", "from 0.5 to less than 1", confidence));
        require(guests >= 1 && guests <= 1000, expected("--guests", "from 1 to 1000", guests));
        require(runs >= 1 && runs <= 10_000, expected("--runs", "from 1 to 10000", runs));
        require(buildMinutes >= 0 && buildMinutes < 1e6, expected("--build-minutes", "0 or more", buildMinutes));
        require(runMinutes > 0 && runMinutes < 1e6, expected("--run-minutes", "more than 0", runMinutes));
    }

    private static String expected(String option, String what, double value) {
        String given = value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
        return option + ": expected a number " + what + ", got " + given;
    }

    private static void require(boolean holds, String otherwise) throws UsageException {
        if (!holds) {
            throw new UsageException(otherwise);
        }
    }
}
