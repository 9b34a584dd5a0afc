package culprit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.report.Note;
import culprit.report.RawText;
import culprit.report.SyzbotText;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static String text(Policy policy, Note note) {
        return RawText.of(new SyzbotText(policy.era()).of(note.of()));
    }

    @Test
    void onlyTheLogOfTodaysSyzbotHasTodaysForm() {
        String line = "crash still not fixed/happens on the oldest tested release\n";
        assertThat(text(Policy.SYZBOT, Note.UNFIXED_OR_OLDER)).isEqualTo(line);
        for (Policy policy : new Policy[] {Policy.CULPRIT, Policy.SYZBOT_2020, Policy.GIT}) {
            assertThat(text(policy, Note.UNFIXED_OR_OLDER)).isEmpty();
        }
    }

    @Test
    void onlyThePolicyThatWeighsEvidenceHasNoRules() {
        for (Policy policy : Policy.values()) {
            assertThat(policy.rules(3).isEmpty()).as(policy.toString()).isEqualTo(policy == Policy.CULPRIT);
        }
    }
}
