package culprit.driver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The boundaries between the modules, and what each of them keeps to itself. */
class ArchitectureTest {
    private final JavaClasses culprit = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("culprit");

    @Test
    void allModulesAreLookedAt() {
        for (String module : new String[] {"git", "vm", "report", "driver"}) {
            assertThat(culprit.containPackage("culprit." + module)).as(module).isTrue();
        }
    }

    @Test
    void gitAndReportKnowNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("culprit.git..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("culprit.vm..", "culprit.report..", "culprit.driver..")
                .check(culprit);
        noClasses()
                .that()
                .resideInAPackage("culprit.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("culprit.vm..", "culprit.git..", "culprit.driver..")
                .check(culprit);
    }

    @Test
    void vmKnowsOnlyHowCrashesAreRecognised() {
        noClasses()
                .that()
                .resideInAPackage("culprit.vm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("culprit.git..", "culprit.driver..", "culprit.report", "culprit.report.terminal..")
                .check(culprit);
    }

    @Test
    void decisionsKnowNoGuestsNoFilesAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("culprit.driver.procedure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("culprit.vm..", "java.io..", "java.nio..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class, Random.class)
                .check(culprit);
    }

    @Test
    void onlyGitKnowsJGit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("culprit.git..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit..")
                .check(culprit);
    }

    @Test
    void onlyOneClassStartsProcesses() {
        noClasses()
                .that()
                .haveNameNotMatching("culprit\\.vm\\.Commands(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class)
                .check(culprit);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("culprit.(**)").should().beFreeOfCycles().check(culprit);
    }

    @Test
    void theCommandLineIsKnownToNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackage("culprit.driver.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("culprit.driver.cli..", "picocli..")
                .check(culprit);
    }
}
