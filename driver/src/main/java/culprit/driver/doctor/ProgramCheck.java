package culprit.driver.doctor;

import culprit.driver.doctor.Inquiry.Answer;
import culprit.vm.Commands;
import culprit.vm.MachineException;
import culprit.vm.StaticExecutable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the programs and libraries are there that build and boot kernels. Packages are called as Debian calls them. */
final class ProgramCheck {
    /** Machines that QEMU can pretend to be, the fastest to boot first; the last one is needed. */
    private static final List<String> MACHINES = List.of("microvm", "q35", "pc");

    /**
     * A program that is needed as it is.
     *
     * @param use what it does
     */
    private record Tool(String name, String packageName, String use) {}

    private static final List<Tool> TOOLS = List.of(
            new Tool("setsid", "util-linux", "keeps child processes together"),
            new Tool("make", "make", "builds kernels"),
            new Tool("ld", "binutils", "links kernels"),
            new Tool("addr2line", "binutils", "finds the lines of source of crashes"),
            new Tool("flex", "flex", "builds kernels"),
            new Tool("bison", "bison", "builds kernels"),
            new Tool("bc", "bc", "builds kernels"));

    private static final List<Tool> HEADERS = List.of(
            new Tool("libelf.h", "libelf-dev", "builds kernels with objtool"),
            new Tool("openssl/ssl.h", "libssl-dev", "builds kernels with signed modules"));

    private final Inquiry inquiry;

    ProgramCheck(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    Finding qemu(String program) throws InterruptedException {
        if (Commands.find(program).isEmpty()) {
            return missing(program, "boots kernels", install("qemu-system-x86") + ", or name it with --qemu");
        }
        Answer version = inquiry.ask(program, "--version");
        Answer machines = inquiry.ask(program, "-machine", "help");
        if (!version.succeeded() || !machines.succeeded()) {
            String reason = version.succeeded() ? machines.reason() : version.reason();
            return Finding.problem("qemu", reason, "name another QEMU with --qemu");
        }
        List<String> known =
                machines.lines().stream().map(line -> line.split(" ", 2)[0]).toList();
        List<String> unknown =
                MACHINES.stream().filter(machine -> !known.contains(machine)).toList();
        if (unknown.isEmpty()) {
            return Finding.ok("qemu", version.firstLine() + " with the machines " + String.join(", ", MACHINES));
        }
        String remedy = "install a QEMU for x86-64 that has them, or name it with --qemu";
        String lack = version.firstLine() + " without the machines " + String.join(", ", unknown);
        return unknown.contains("pc") ? Finding.problem("qemu", lack, remedy) : Finding.warning("qemu", lack, remedy);
    }

    List<Finding> compiler(String program) throws IOException, InterruptedException {
        if (Commands.find(program).isEmpty()) {
            return List.of(missing(program, "compiles kernels", install("gcc") + ", or name another with --compiler"));
        }
        Answer version = inquiry.ask(program, "--version");
        if (!version.succeeded()) {
            return List.of(Finding.problem("compiler", version.reason(), "name another one with --compiler"));
        }
        List<Finding> findings = new ArrayList<>(List.of(Finding.ok("compiler", version.firstLine())));
        String source =
                inquiry.file("static.c", "int main(void) { return 0; }\n").toString();
        Answer linked = inquiry.ask(program, source, "-o", source + ".out", "-static", "-pthread");
        findings.add(
                linked.succeeded()
                        ? Finding.ok("libc", program + " links static programs, as reproducers are")
                        : Finding.problem(
                                "libc",
                                "no static program can be linked, as reproducers are: " + linked.reason(),
                                install("libc6-dev")));
        for (Tool header : HEADERS) {
            boolean there = inquiry.ask(program, "-fsyntax-only", "-include", header.name(), source)
                    .succeeded();
            findings.add(
                    there
                            ? Finding.ok(header.name(), header.name() + " (" + header.use() + ")")
                            : Finding.warning(
                                    header.name(),
                                    header.name() + " is missing (" + header.use() + ")",
                                    install(header.packageName())));
        }
        return findings;
    }

    List<Finding> tools() {
        return TOOLS.stream()
                .map(tool -> Commands.find(tool.name())
                        .map(path -> Finding.ok(tool.name(), tool.name() + " (" + tool.use() + "): " + path))
                        .orElseGet(() -> missing(tool.name(), tool.use(), install(tool.packageName()))))
                .toList();
    }

    Finding busybox() throws IOException {
        Optional<Path> path = Commands.find("busybox");
        if (path.isEmpty()) {
            return missing("busybox", "user space of the guests", install("busybox-static"));
        }
        try {
            return StaticExecutable.is(path.get())
                    ? Finding.ok("busybox", "busybox (user space of the guests), static: " + path.get())
                    : Finding.problem(
                            "busybox",
                            path.get() + " is not static, and there are no libraries in a guest",
                            install("busybox-static"));
        } catch (MachineException e) {
            return Finding.problem("busybox", String.valueOf(e.getMessage()), install("busybox-static"));
        }
    }

    /** The programs that only guests with a disk image need. */
    List<Finding> transport() {
        List<Finding> findings = new ArrayList<>();
        for (String name : List.of("ssh", "scp")) {
            String use = name + " (only needed with --image)";
            findings.add(Commands.find(name)
                    .map(path -> Finding.ok(name, use + ": " + path))
                    .orElseGet(() -> Finding.warning(
                            name, name + " is missing (only needed with --image)", install("openssh-client"))));
        }
        return findings;
    }

    private static Finding missing(String program, String use, String remedy) {
        return Finding.problem(program, program + " is missing (" + use + ")", remedy);
    }

    private static String install(String packageName) {
        return "install it (Debian: " + packageName + ")";
    }
}
