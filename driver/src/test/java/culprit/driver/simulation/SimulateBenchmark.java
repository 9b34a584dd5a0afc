package culprit.driver.simulation;

import culprit.driver.belief.Settings;
import java.time.Duration;
import java.util.List;

/** Figures of the policy of Culprit at the rates that matter; run by hand. */
final class SimulateBenchmark {
    private SimulateBenchmark() {}

    public static void main(String[] arguments) {
        int trials = Integer.getInteger("trials", 1000);
        int guests = Integer.getInteger("guests", 1);
        Shape shape = Shape.valueOf(System.getProperty("shape", "LINEAR"));
        double drift = Double.parseDouble(System.getProperty("drift", "0"));
        double other = Double.parseDouble(System.getProperty("other", "0"));
        double untestable = Double.parseDouble(System.getProperty("untestable", "0"));
        double confidence = Double.parseDouble(System.getProperty("confidence", "0.95"));
        Duration build = Duration.ofSeconds(Integer.getInteger("build", 360));
        Duration run = Duration.ofSeconds(Integer.getInteger("run", 45));
        for (String rate : arguments) {
            long start = System.nanoTime();
            Workload workload = new Workload(
                    Integer.getInteger("commits", 8192),
                    shape,
                    Double.parseDouble(rate),
                    drift,
                    other,
                    untestable,
                    guests,
                    build,
                    run);
            Settings settings = Settings.of(confidence, guests).costing(build, run);
            List<Trial> all =
                    new Simulation(trials, Long.getLong("seed", 1)).trials(workload, new BeliefPolicy(settings));
            Figures f = Figures.of(all);
            System.out.printf(
                    "p %s right %.3f wrong %.3f unsure %.3f honest %.3f runs %.1f p95 %.0f floor %.1f (x%.2f) builds %.2f hours %.2f stated %.3f measured %.3f  %.1f s%n",
                    rate,
                    f.right(),
                    f.wrong(),
                    f.unsure(),
                    f.honestRange(),
                    f.meanRuns(),
                    f.p95Runs(),
                    Simulation.floorRuns(workload),
                    f.meanRuns() / Simulation.floorRuns(workload),
                    f.meanBuilds(),
                    f.hours(),
                    f.statedConfidence(),
                    f.measuredConfidence(),
                    (System.nanoTime() - start) / 1e9);
        }
    }
}
