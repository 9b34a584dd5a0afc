package culprit.driver.identity;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.driver.identity.Target.Kind;
import culprit.report.crash.CrashSignature;
import culprit.report.crash.Likeness;
import culprit.report.crash.LineExpression;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which crashes are taken for the bug that is looked for. */
class TargetTest {
    private static final String READ = "KASAN: use-after-free Read in gizmo_open";
    private static final String WRITE = "KASAN: slab-out-of-bounds Write in gizmo_open";
    private static final String NEIGHBOUR = "general protection fault in gizmo_release";
    private static final String STRANGER = "WARNING in widget_poll";
    private static final String COMMIT = "a".repeat(40);

    private static List<CrashSignature> crashes(String... titles) {
        return Arrays.stream(titles).map(CrashSignature::ofTitle).toList();
    }

    private static Kind kind(Target target, String title) {
        return target.kindOf(CrashSignature.ofTitle(title));
    }

    @Test
    void anotherKindOfFaultInTheSameFunctionIsTheSameBug() {
        Target target = Target.of(crashes(READ));
        assertThat(kind(target, WRITE)).isEqualTo(Kind.TARGET);
        assertThat(kind(target, STRANGER)).isEqualTo(Kind.OTHER);
    }

    @Test
    void aNeighbourIsLearntOnlyWhereTheBugShowsToo() {
        Target target = Target.of(crashes(READ));
        assertThat(target.learn(COMMIT, crashes(NEIGHBOUR))).isEmpty();
        assertThat(kind(target, NEIGHBOUR)).isEqualTo(Kind.OTHER);
        assertThat(target.learn(COMMIT, crashes(NEIGHBOUR, READ, NEIGHBOUR)))
                .singleElement()
                .satisfies(alias -> {
                    assertThat(alias.commit()).isEqualTo(COMMIT);
                    assertThat(alias.likeness()).isEqualTo(Likeness.RELATED);
                    assertThat(alias.reason()).contains(READ);
                });
        assertThat(kind(target, NEIGHBOUR)).isEqualTo(Kind.TARGET);
        assertThat(target.learn(COMMIT, crashes(NEIGHBOUR, READ))).isEmpty();
    }

    @Test
    void whatHasNothingInCommonIsNeverLearnt() {
        Target target = Target.of(crashes(READ));
        assertThat(target.learn(COMMIT, crashes(READ, STRANGER))).isEmpty();
        assertThat(kind(target, STRANGER)).isEqualTo(Kind.OTHER);
    }

    @Test
    void aliasesDoNotLeadToFurtherAliases() {
        Target target = Target.of(crashes("WARNING in gizmo_open"));
        target.learn(COMMIT, crashes("WARNING in gizmo_open", "WARNING in gizmo_widget"));
        assertThat(target.learn(COMMIT, crashes("WARNING in gizmo_widget", "KASAN: invalid-free in widget_gizmo")))
                .isEmpty();
    }

    @Test
    void aRareStrangerAtTheBadCommitIsNotTheBug() {
        List<CrashSignature> tenRuns = crashes(READ, READ, READ, STRANGER, READ, READ, WRITE, READ, READ, READ);
        Target target = Target.of(tenRuns);
        assertThat(kind(target, STRANGER)).isEqualTo(Kind.OTHER);
        assertThat(kind(target, WRITE)).isEqualTo(Kind.TARGET);
    }

    @Test
    void aFrequentOneIs() {
        Target target = Target.of(crashes(READ, STRANGER, READ, STRANGER, READ));
        assertThat(kind(target, STRANGER)).isEqualTo(Kind.TARGET);
    }

    @Test
    void aLostMachineSaysNothingUnlessThereIsNothingElse() {
        String lost = "lost connection to test machine";
        assertThat(kind(Target.of(crashes(lost, lost, lost, READ)), lost)).isEqualTo(Kind.OTHER);
        assertThat(kind(Target.of(crashes(lost, lost)), lost)).isEqualTo(Kind.TARGET);
        assertThat(kind(Target.of(crashes(lost, lost)), READ)).isEqualTo(Kind.OTHER);
    }

    @Test
    void theUserDecidesWhatTheTargetIs() throws Exception {
        LineExpression expression = LineExpression.of("in widget_[a-z]+$");
        Target target = Target.of(crashes(READ, READ, STRANGER), crash -> crash.isFoundBy(expression));
        assertThat(kind(target, STRANGER)).isEqualTo(Kind.TARGET);
        assertThat(kind(target, "BUG: corrupted list in widget_close")).isEqualTo(Kind.TARGET);
        assertThat(kind(target, READ)).isEqualTo(Kind.OTHER);
        assertThat(kind(target, "general protection fault in __widget_poll")).isEqualTo(Kind.TARGET);
    }

    @Test
    void aTitleThatTheBadCommitNeverShowedCanBeWanted() {
        Target target = Target.of(List.of(), crash -> crash.isCalled(READ));
        assertThat(kind(target, READ)).isEqualTo(Kind.TARGET);
        assertThat(kind(target, WRITE)).isEqualTo(Kind.OTHER);
    }

    @Test
    void twoBugsThatAreEquallyFrequentAreNotMixedUp() {
        assertThat(Target.of(crashes(READ, STRANGER)).models())
                .extracting(CrashSignature::title)
                .isEqualTo(Collections.singletonList(READ));
    }
}
