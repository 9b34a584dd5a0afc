package culprit.driver.cli;

import culprit.driver.CacheDirectory;
import culprit.driver.ExitCode;
import culprit.driver.doctor.Doctor;
import culprit.driver.doctor.Finding;
import culprit.driver.procedure.InfraException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code culprit doctor}: says whether bisections work on this machine. */
@Command(
        name = "doctor",
        description = "Look whether this machine has what a bisection needs, and say what to do where it does not.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each line is ok, a warning (bisections work, but not as well as they could, or not all of them) or a problem.",
            "Exit: 0 no problem, 2 usage, 5 a problem."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "Look also whether this git repository can be bisected; it is only read.")
    private @Nullable Path repository;

    @Mixin
    private EquipmentOptions equipment = new EquipmentOptions();

    @Option(names = "--json", description = "One JSON object in one line.")
    private boolean json;

    @Override
    public Integer call() throws InfraException, InterruptedException {
        List<Finding> findings = Doctor.examine(new Doctor.Plan(
                equipment.qemu(),
                equipment.compiler(),
                equipment.memory(false),
                CacheDirectory.path(),
                Optional.ofNullable(repository)));
        boolean fit = findings.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(json(fit, findings) + "\n");
        } else {
            findings.forEach(finding -> out.print(finding.line() + "\n"));
        }
        out.flush();
        return fit ? ExitCode.CULPRIT : ExitCode.UNFIT;
    }

    private static String json(boolean fit, List<Finding> findings) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("fit", fit);
        ArrayNode all = json.putArray("findings");
        for (Finding finding : findings) {
            all.addObject()
                    .put("level", Json.word(finding.level()))
                    .put("subject", finding.subject())
                    .put("what", finding.what())
                    .put("remedy", finding.remedy());
        }
        return Json.MAPPER.writeValueAsString(json);
    }
}
