package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathspecTest {
    @Test
    void matchesFilesAsGitDoes(@TempDir Path directory) throws Exception {
        NativeGit git = NativeGit.init(directory);
        List<String> files = List.of(
                "a", "ab", "b.c", "d/a", "d/ab", "d/e/a", "d/e/b.c", "x-y", "A", "d/[a]", "d/*", "z/a/z", "D/E/A", "5",
                "x y", "[", ":", "]", "-");
        for (String file : files) {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
        git.run("add", "-A");
        for (String spec : List.of(
                "a",
                "d",
                "d/",
                "d/e/",
                "a/",
                "*",
                "*.c",
                "d/*.c",
                "?",
                "??",
                "[a]",
                "[a-b]*",
                "[!a]*",
                "[^a]",
                "d/[a]",
                "d/\\\\[a]",
                ":(literal)d/[a]",
                ":(literal)d/*",
                "d/**",
                "d/*/a",
                "**/a",
                ":(glob)*",
                ":(glob)**",
                ":(glob)**/a",
                ":(glob)d/**/a",
                ":(glob)d/**",
                ":(glob)*/a",
                ":(glob)d/?",
                ":(glob)**a",
                ":(glob)a**",
                ":(glob)[a-b]",
                ":(glob)d[/]a",
                "d[/]a",
                ":/a",
                ":(top)d/e",
                ".",
                "d/.",
                "x[,-.]y",
                "[]]",
                "[",
                "[a",
                "[]-b]",
                "z/?/z",
                "d\\\\/a",
                "*/",
                "d*/a",
                "[[a]]",
                "a\\\\",
                "*[!/]c",
                "[b-a]",
                "[a-c-e]",
                "[\\\\a-b]",
                "[[:alpha:]]",
                "[[:digit:][:upper:]]",
                "[^[:alnum:]]",
                "[![:lower:]]*",
                "*[[:punct:]]*",
                "*[[:space:]]*",
                "*[[:blank:]]y",
                "[[:xdigit:]]",
                "[[:graph:]]",
                "[[:print:]]",
                "[[:cntrl:]]",
                "[[:alpha:]-z]",
                "[[:alpha:",
                "[[:alpha]]",
                "[[:]]",
                "[[::]]",
                "[[:no:]]",
                "[[:no:]a]",
                "*[[:no:]]*",
                "d/[[:alpha:]]*",
                ":(icase)A",
                ":(icase)d",
                ":(icase)D/e/",
                ":(icase)*B*",
                ":(icase)[B]*",
                ":(icase)[^A]*",
                ":(icase)[[:upper:]]",
                ":(icase)[[:lower:]]/*",
                ":(icase,glob)D/*",
                ":(icase,glob)**/A",
                ":(icase,literal)D/[A]",
                ":(top,icase)d/?")) {
            assertMatchesAsInGit(git, files, List.of(spec));
        }
        for (String exclusion : List.of(":!d", ":^*.c", ":(exclude,glob)*", ":(exclude,icase)A")) {
            assertMatchesAsInGit(git, files, List.of(".", exclusion));
            assertMatchesAsInGit(git, files, List.of(exclusion, "d", "b.c"));
        }
    }

    private static void assertMatchesAsInGit(NativeGit git, List<String> files, List<String> paths) throws Exception {
        List<String> command = new ArrayList<>(List.of("ls-files", "-z", "--"));
        command.addAll(paths);
        String byGit = git.tell(command.toArray(String[]::new)).out();
        Pathspec pathspec = Pathspec.of(paths);
        assertThat(files.stream().filter(pathspec::matches).sorted())
                .as(paths.toString())
                .containsExactly(byGit.isEmpty() ? new String[0] : byGit.split("\\x00", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {":(attr:x)a", ":(top", ":%a", "/etc", "../a", "a/../../b", ":(glob,literal)a"})
    void whatIsNotUnderstoodIsRefusedByName(String spec) {
        assertThatThrownBy(() -> Pathspec.of(List.of(spec)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(spec);
    }
}
