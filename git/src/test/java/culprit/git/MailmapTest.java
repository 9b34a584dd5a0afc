package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with {@code git check-mailmap}. */
class MailmapTest {
    private static final String MAP = """
            # comment <a@b>
            Proper Name <commit@x>
            <proper@x> <Old@x>
            Both <both@x> <one@x>
            Both <both@x> Some One <two@x> # comment
            Later <commit@x>
            All <all@x>  Other <two@x>
            \tTabbed\t<tab@x>\t<TAB@x>
            Gr\u00dc\u00dfe <gr@x> gr\u00fc\u00dfe <U@x>
            no mail
            <only@x>
            <broken@x
            Empty <> <e@x>
            Behind <p@x> <>
             # Indented <i@x>
            """;

    @TempDir
    Path directory;

    private NativeGit git;

    @BeforeEach
    void makeRepository() throws Exception {
        git = NativeGit.init(directory.resolve("tree"));
        Files.writeString(directory.resolve("tree/.mailmap"), MAP, StandardCharsets.ISO_8859_1);
    }

    private static String mapped(Path place, String name, String mail) throws Exception {
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(place.toFile()).build()) {
            AuthorLine author =
                    Mailmap.of(repository, repository.newObjectReader()).map(new AuthorLine(name, mail, ""));
            return (author.name() + " <" + author.mail() + ">").stripLeading();
        }
    }

    @Test
    void authorsAreMappedAsGitMapsThem() throws Exception {
        for (String name : List.of("Some One", "some one", "Other", "Gr\u00fc\u00dfe", "gr\u00fc\u00dfe", "X")) {
            List<String> mails = Stream.of(
                            "commit", "Commit", "old", "OLD", "one", "two", "TWO", "tab", "u", "only", "broken", "e",
                            "p", "i")
                    .map(mail -> mail + "@x")
                    .toList();
            for (String mail : mails) {
                String contact = name + " <" + mail + ">";
                String byGit = git.feed(contact.getBytes(StandardCharsets.ISO_8859_1), "check-mailmap", "--stdin");
                assertThat(mapped(directory.resolve("tree/.git"), name, mail))
                        .as(contact)
                        .isEqualTo(byGit);
            }
        }
    }

    @Test
    void aRepositoryWithoutWorkTreeHasTheMapOfItsHead() throws Exception {
        assertThat(mapped(directory.resolve("tree/.git"), "Old", "commit@x")).isEqualTo("Later <commit@x>");
        git.run("add", ".mailmap");
        git.run("commit", "-q", "-m", "map");
        git.run("clone", "-q", "--bare", ".", "../bare.git");
        assertThat(mapped(directory.resolve("bare.git"), "Old", "commit@x")).isEqualTo("Later <commit@x>");
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Files.move(directory.resolve("tree/.mailmap"), directory.resolve("tree/map"));
        Files.createSymbolicLink(directory.resolve("tree/.mailmap"), Path.of("map"));
        assertThat(mapped(directory.resolve("tree/.git"), "Old", "commit@x")).isEqualTo("Old <commit@x>");
    }
}
