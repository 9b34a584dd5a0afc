package culprit.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitRecipientsTest {
    private static List<String> of(String message) {
        String header = """
                tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
                author Ada Author <Ada@Example.org> 1580000000 +0100
                committer Carl Committer <carl@example.org> 1580000001 +0100

                """;
        return CommitRecipients.of(new RawCommit((header + message).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void areTheAuthorAndThoseWhoSignedReviewedAckedOrTested() {
        assertThat(of("""
                                net: do it right

                                Signed-off-by: Sam Signer <sam@example.org>
                                Reviewed-by: "Rita R." <rita@example.org>
                                Acked-by: andy@example.org
                                Reported-and-tested-by: Tess <tess@example.org>
                                """))
                .containsExactly(
                        "ada@example.org",
                        "andy@example.org",
                        "rita@example.org",
                        "sam@example.org",
                        "tess@example.org");
    }

    @Test
    void leaveOutThoseInCopyReportersAndTheStableList() {
        assertThat(of("""
                                net: do it right

                                Cc: <stable@vger.kernel.org>
                                Cc: Chris <chris@example.org>
                                Reported-by: Rob <rob@example.org>
                                Suggested-by: Sue <sue@example.org>
                                Acked-by: Stable <stable@vger.kernel.org>
                                Signed-off-by: nobody at all
                                """)).containsExactly("ada@example.org");
    }

    @Test
    void namesEachAddressOnceHoweverItIsWritten() {
        assertThat(of("a\n\nSigned-off-by: Ada <ada@example.org>\nTested-by: Ada <ADA@EXAMPLE.ORG>\n"))
                .containsExactly("ada@example.org");
    }
}
