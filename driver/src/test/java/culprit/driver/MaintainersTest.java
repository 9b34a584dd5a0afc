package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import culprit.git.Listing;
import culprit.git.NativeGit;
import culprit.git.Recipients;
import culprit.vm.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MaintainersTest {
    private static final Recipients AUTHOR = new Recipients(List.of("author@example.org"), List.of());

    @TempDir
    private Path directory;

    private final Commands commands = new Commands();
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void makeRepository() throws IOException {
        for (String program : List.of("setsid", "perl")) {
            assumeTrue(Commands.find(program).isPresent(), program + " is not installed");
        }
        NativeGit git = NativeGit.init(directory.resolve("repository"));
        Files.writeString(directory.resolve("repository/file"), "of the network\n");
        git.run("add", "file");
        git.run("commit", "-q", "-m", "net: break it");
        Files.createDirectories(directory.resolve("tree/scripts"));
    }

    @AfterEach
    void close() {
        commands.close();
    }

    private void script(String perl) throws IOException {
        Files.writeString(directory.resolve("tree/scripts/get_maintainer.pl"), perl);
    }

    private Recipients asked(Recipients named, Duration limit) throws Exception {
        Maintainers.Places places =
                new Maintainers.Places(directory.resolve("repository"), directory.resolve("tree"), directory);
        return new Maintainers(commands, places, limit, failures::add).of("HEAD", named);
    }

    private Recipients asked(Recipients named) throws Exception {
        return asked(named, Duration.ofSeconds(30));
    }

    @Test
    void areAskedForWithThePatchInTheTree() throws Exception {
        script("""
                open(my $patch, "<", $ARGV[1]); my $text = join("", <$patch>);
                print STDERR "No supported VCS found.  Add --nogit to options?\\n";
                print "Net <NET\\@example.org> (maintainer:$ARGV[0])\\n" if $text =~ /^\\+of the network$/m;
                print "tree\\@example.org (reviewer:X)\\n" if -e "scripts/get_maintainer.pl";
                """);
        assertThat(asked(AUTHOR))
                .isEqualTo(
                        new Recipients(List.of("author@example.org", "net@example.org"), List.of("tree@example.org")));
        assertThat(failures).isEmpty();
    }

    @Test
    void areLookedForInTheHistoryOfTheRepositoryWhichIsOnlyRead() throws Exception {
        script("""
                my $who = `git log -1 --format=%ae -- file`; chomp($who);
                print "$who (commit_signer:1/1=100%)\\n";
                print "blamed\\@example.org (modified commits:1/1=100%)\\n" if $ARGV[2] eq "--git-blame";
                """);
        Map<String, String> before = Listing.of(directory.resolve("repository"));
        assertThat(asked(new Recipients(List.of(), List.of())).copied())
                .containsExactly("author@example.org", "blamed@example.org");
        assertThat(Listing.of(directory.resolve("repository"))).isEqualTo(before);
        assertThat(Files.exists(directory.resolve("tree/.git"))).isFalse();
        assertThat(Files.exists(directory.resolve("maintainers"))).isFalse();
    }

    @Test
    void areNotLookedForByLinesWhereThereAreEnough() throws Exception {
        script("""
                die if $ARGV[2];
                print "$_\\@example.org (reviewer:X)\\n" for ("a", "b", "c");
                """);
        assertThat(asked(AUTHOR).copied()).hasSize(3);
        assertThat(failures).isEmpty();
    }

    @Test
    void areNotAskedForIfTheCommitNamesThreePeople() throws Exception {
        script("print \"Net <net\\@example.org> (maintainer:NET)\\n\";");
        Recipients three = new Recipients(List.of("a@a", "b@b", "c@c"), List.of());
        assertThat(asked(three)).isEqualTo(three);
    }

    @Test
    void areNobodyInATreeWithoutTheScript() throws Exception {
        assertThat(asked(AUTHOR)).isEqualTo(AUTHOR);
        assertThat(failures).isEmpty();
    }

    @Test
    void failuresAreSaidAndLeaveThoseWhomTheCommitNames() throws Exception {
        script("print \"Net <net\\@example.org> (maintainer:NET)\\n\"; exit 3;");
        assertThat(asked(AUTHOR)).isEqualTo(AUTHOR);
        assertThat(failures).singleElement().asString().contains("scripts/get_maintainer.pl", "exit code 3");
    }

    @Test
    void aSlowScriptGetsMoreTimeOnce() throws Exception {
        script("""
                if (!-e "second") { open(my $mark, ">", "second"); close($mark); sleep 600; }
                print "Net <net\\@example.org> (maintainer:NET)\\n";
                """);
        assertThat(asked(AUTHOR, Duration.ofSeconds(2)).to()).contains("net@example.org");
        assertThat(failures).singleElement().asString().contains("took more than 2.0 s");

        script("sleep 600;");
        assertThat(asked(AUTHOR, Duration.ofMillis(300))).isEqualTo(AUTHOR);
        assertThat(failures).last().asString().isEqualTo("no maintainers are named");
    }

    private static Recipients merged(String... lines) {
        return Maintainers.merged(new Recipients(List.of(), List.of()), List.of(lines));
    }

    @Test
    void maintainersSupportersAndListsAreToldOthersGetACopy() {
        assertThat(merged(
                        "Foo Bar <a@example.org> (maintainer:KERNEL)",
                        "Foo Bar<b@example.org> (reviewer:KERNEL)",
                        "<somelist@example.org> (open list:FOO)",
                        "\"Supporter Foo (Company)\" <c@example.org> (supporter:KERNEL)",
                        "D <d@example.org> (commit_signer:1/2=50%)",
                        "e@example.org",
                        "linux-input@example.org (open list:INPUT (KEYBOARD, ...)...)"))
                .isEqualTo(new Recipients(
                        List.of("a@example.org", "c@example.org", "linux-input@example.org", "somelist@example.org"),
                        List.of("b@example.org", "d@example.org", "e@example.org")));
        assertThat(merged()).isEqualTo(new Recipients(List.of(), List.of()));
    }

    @Test
    void theListForEverythingIsToldOnlyIfThereIsNoOther() {
        String everything = "linux-kernel@vger.kernel.org (open list)";
        assertThat(merged(everything).to()).containsExactly("linux-kernel@vger.kernel.org");
        assertThat(merged(everything, "net@example.org (open list:NET)"))
                .isEqualTo(new Recipients(List.of("net@example.org"), List.of("linux-kernel@vger.kernel.org")));
    }

    @Test
    void namesEachAddressOnceAndToldOutweighsInCopy() {
        assertThat(merged("A <A@example.org> (reviewer:X)", "A <a@example.org> (maintainer:Y,reviewer:X)"))
                .isEqualTo(new Recipients(List.of("a@example.org"), List.of()));
    }
}
