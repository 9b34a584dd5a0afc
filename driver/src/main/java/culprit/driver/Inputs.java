package culprit.driver;

import culprit.driver.procedure.Plan;
import culprit.driver.procedure.UsageException;
import culprit.git.Commit;
import culprit.vm.Execution;
import culprit.vm.ssh.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/** What the answer of a bisection depends on, as lines of text: two bisections with equal lines are the same one. */
record Inputs(List<String> lines) {
    private static final String RUNS = "runs ";

    Inputs {
        lines = List.copyOf(lines);
    }

    static Inputs of(Settings settings, Plan plan) throws UsageException {
        List<String> lines = new ArrayList<>(List.of(
                "bad " + plan.bad().id(),
                "good " + plan.goods().stream().map(Commit::id).sorted().collect(Collectors.joining(" ")),
                "reproducer " + digest(settings.source().reproducer()),
                "kconfig " + digest(settings.kernels().kconfig()),
                "compiler " + settings.kernels().compiler(),
                RUNS + settings.guests().runs(),
                "cpus " + settings.guests().cpus(),
                "run-limit " + settings.guests().limits().run().toSeconds() + "s",
                "silence-limit " + settings.guests().limits().silence().toSeconds() + "s"));
        lines.addAll(lines(settings.method()));
        if (settings.guests().earlyStop()) {
            lines.add("early-stop");
        }
        settings.crashes().crashes().forEach(crash -> lines.add("crash-regexp " + crash));
        settings.crashes().ignored().forEach(ignored -> lines.add("ignore " + ignored));
        plan.skips().stream().sorted().map(skip -> "skip " + skip).forEach(lines::add);
        Settings.Choice choice = settings.source().choice();
        if (!choice.level().equals(Settings.Choice.USUAL.level())) {
            lines.add("level 2." + choice.level().minor());
        }
        choice.limits().arguments().stream()
                .map(argument -> "limit " + argument)
                .forEach(lines::add);
        if (!settings.guests().append().isEmpty()) {
            lines.add("append " + settings.guests().append());
        }
        Execution execution = settings.guests().way().execution();
        if (!execution.equals(Execution.ONCE)) {
            lines.add("execution " + execution);
        }
        if (settings.guests().disk().isPresent()) {
            lines.addAll(lines(settings.guests().disk().get()));
        }
        return new Inputs(lines);
    }

    private static List<String> lines(Settings.Method method) {
        if (method.policy() == Policy.SYZBOT_2020) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("policy " + method.policy()));
        if (method.policy() == Policy.CULPRIT) {
            lines.add("confidence " + method.confidence());
            method.title().ifPresent(title -> lines.add("crash-title " + title));
            lines.add("verify " + method.verify());
        }
        return lines;
    }

    private static List<String> lines(Disk disk) throws UsageException {
        List<String> lines = new ArrayList<>(List.of(
                "image " + sizeAndTime(disk.image().file()),
                "ssh-user " + disk.login().user()));
        if (disk.initrd().isPresent()) {
            lines.add("initrd " + digest(disk.initrd().get()));
        }
        return lines;
    }

    /** An image has gigabytes: reading them all would keep the user waiting for a minute. */
    private static String sizeAndTime(Path file) throws UsageException {
        try {
            return Files.size(file) + " bytes of " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UsageException("cannot look at " + file + ": " + e, e);
        }
    }

    /** Those that were written to a file. */
    static Inputs read(Path file) throws IOException {
        return new Inputs(Files.readAllLines(file));
    }

    /** How often the reproducer is run at each revision; 0 if that is not told. */
    int runs() {
        return lines.stream()
                .filter(line -> line.matches(RUNS + "[0-9]{1,9}"))
                .mapToInt(line -> Integer.parseInt(line.substring(RUNS.length())))
                .findFirst()
                .orElse(0);
    }

    private static String digest(Path file) throws UsageException {
        try {
            return DigestUtils.sha256Hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e, e);
        }
    }
}
