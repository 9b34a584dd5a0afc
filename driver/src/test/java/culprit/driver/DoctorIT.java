package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.driver.procedure.TestRepository;
import culprit.vm.Commands;
import culprit.vm.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code culprit doctor} as a process of its own, which finds on its path what a test puts there. */
@Timeout(180)
class DoctorIT {
    /** What a bisection needs, and what its programs start. */
    private static final List<String> PROGRAMS = List.of(
            "addr2line",
            "as",
            "bc",
            "bison",
            "busybox",
            "flex",
            "gcc",
            "ld",
            "make",
            "qemu-system-x86_64",
            "scp",
            "setsid",
            "sh",
            "sleep",
            "ssh");

    @TempDir
    private Path directory;

    private Path bin = Path.of("/unset");

    @BeforeEach
    void programs() throws Exception {
        bin = Files.createDirectory(directory.resolve("bin"));
        for (String program : PROGRAMS) {
            Programs.require(program);
            Files.createSymbolicLink(
                    bin.resolve(program), Commands.find(program).orElseThrow());
        }
    }

    @AfterEach
    void links() throws IOException {
        without(PROGRAMS.toArray(String[]::new));
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "culprit.driver.cli.Culprit",
                "doctor"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        return builder.start();
    }

    private String doctor(int exitCode, String... arguments) throws Exception {
        Path output = directory.resolve("output");
        Process doctor = start(output, arguments);
        assertThat(doctor.waitFor()).as(Files.readString(output)).isEqualTo(exitCode);
        return Files.readString(output);
    }

    private void without(String... programs) throws IOException {
        for (String program : programs) {
            Files.deleteIfExists(bin.resolve(program));
        }
    }

    @Test
    void aMachineThatLacksNothingIsFitAndSoIsItsRepository() throws Exception {
        TestRepository repository;
        try (TestRepository.Teller teller = TestRepository.at(directory.resolve("linux"))) {
            repository = teller.commit("0").done("0");
        }
        String repo = directory.resolve("linux").toString();
        assertThat(doctor(ExitCode.CULPRIT, "--repo", repo))
                .containsPattern("(?m)^ok: QEMU emulator version .* with the machines microvm, q35, pc$")
                .containsPattern("(?m)^ok: guests (take [0-9.]+ times as long as usual|are as fast as usual) under KVM")
                .contains("ok: gcc links static programs")
                .contains("ok: busybox (user space of the guests), static: " + bin)
                .contains("ok: the repository " + repo + " can be read; its HEAD is " + repository.id("0"))
                .doesNotContain("problem:");
    }

    @Test
    void oneMissingProgramIsAProblemWithItsPackage() throws Exception {
        without("bison");
        assertThat(doctor(ExitCode.UNFIT).lines().filter(line -> line.startsWith("problem: ")))
                .containsExactly("problem: bison is missing (builds kernels); install it (Debian: bison)");
    }

    @Test
    void aProgramThatOnlySomeNeedIsAWarning() throws Exception {
        without("ssh");
        assertThat(doctor(ExitCode.CULPRIT))
                .contains("warning: ssh is missing (only needed with --image); install it (Debian: openssh-client)\n");
    }

    @Test
    void withoutTheProgramThatStartsOthersTheRestIsToldAllTheSame() throws Exception {
        without("setsid", "qemu-system-x86_64");
        assertThat(doctor(ExitCode.UNFIT))
                .contains("problem: setsid is missing (keeps child processes together); ")
                .contains("problem: qemu-system-x86_64 is missing (boots kernels); ")
                .contains("warning: KVM cannot be tried without QEMU\n")
                .contains("ok: bison (builds kernels): ");
    }

    @Test
    void aBusyboxThatNeedsLibrariesIsAProblem() throws Exception {
        without("busybox");
        Files.createSymbolicLink(bin.resolve("busybox"), bin.resolve("make"));
        assertThat(doctor(ExitCode.UNFIT)).contains("problem: " + bin + "/busybox is not static, ");
    }

    @Test
    void theAnswerIsOneObjectInOneLineIfWanted() throws Exception {
        without("flex");
        String answer = doctor(ExitCode.UNFIT, "--json", "--repo", directory.toString());
        assertThat(answer.lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(answer);
        assertThat(json.get("fit").asBoolean()).isFalse();
        List<String> problems = new ArrayList<>();
        for (JsonNode finding : json.get("findings")) {
            if (finding.get("level").asString().equals("problem")) {
                problems.add(finding.get("subject").asString());
            }
        }
        assertThat(problems).containsExactly("flex", "repository");
    }

    @Test
    void twoThatStartTogetherTryKvmOnce() throws Exception {
        Path kvm = Path.of("/dev/kvm");
        assumeTrue(Files.isReadable(kvm) && Files.isWritable(kvm), "no " + kvm + " to try");
        Path calls = directory.resolve("calls");
        Path real = bin.resolve("qemu-system-x86_64").toRealPath();
        Path qemu = Files.writeString(
                directory.resolve("qemu"),
                "#!/bin/sh\ncase \"$*\" in */rounds-100000.bin*) echo tried >>" + calls + " ;; esac\nexec " + real
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process first = start(directory.resolve("first"), "--qemu", qemu.toString());
        Process second = start(directory.resolve("second"), "--qemu", qemu.toString());
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(first.exitValue(), second.exitValue())).containsOnly(0);
        for (String name : List.of("first", "second")) {
            assertThat(Files.readString(directory.resolve(name)))
                    .containsPattern("(?m)^(ok: KVM works|warning: KVM is present but )");
        }
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }
}
