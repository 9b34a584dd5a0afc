package culprit.driver.cli;

import culprit.driver.Policy;
import culprit.driver.simulation.Calibration;
import culprit.driver.simulation.Figures;
import culprit.driver.simulation.Simulation;
import culprit.driver.simulation.Workload;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures of a policy as JSON in one line; null for what cannot be said. */
final class SimulateJson {
    private SimulateJson() {}

    static String of(Policy policy, Workload workload, Figures figures) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("policy", policy.toString());
        json.put("crashRate", workload.crashRate());
        json.put("otherCrashRate", workload.otherCrashRate());
        json.put("untestable", workload.untestable());
        json.put("drift", workload.drift());
        json.put("shape", Json.word(workload.shape()));
        json.put("commits", workload.commits());
        json.put("trials", figures.trials());
        json.put("right", figures.right());
        json.put("wrong", figures.wrong());
        json.put("unsure", figures.unsure());
        json.put("honestRange", figures.honestRange());
        json.put("meanRuns", figures.meanRuns());
        json.put("p95Runs", figures.p95Runs());
        json.put("meanBuilds", figures.meanBuilds());
        json.put("hours", figures.hours());
        put(json, "statedConfidence", figures.statedConfidence());
        put(json, "measuredConfidence", figures.measuredConfidence());
        json.put("floorRuns", Simulation.floorRuns(workload));
        ArrayNode calibration = json.putArray("calibration");
        for (Calibration each : figures.calibration()) {
            calibration
                    .addObject()
                    .put("from", each.from())
                    .put("to", each.to())
                    .put("named", each.named())
                    .put("right", each.right());
        }
        return Json.MAPPER.writeValueAsString(json);
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
