package culprit.driver.cli;

import culprit.driver.Policy;
import culprit.driver.Settings;
import culprit.driver.procedure.UsageException;
import culprit.report.crash.LineExpression;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How it is decided what runs mean. */
final class MethodOptions {
    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "culprit",
            converter = Name.class,
            description =
                    "culprit: weigh evidence for the crash that is looked for; syzbot-2020: ten runs, any crash is"
                            + " bad; syzbot: today's rules of syzbot; git: one run [${DEFAULT-VALUE}].")
    private Policy policy = Policy.CULPRIT;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.95",
            converter = Confidence.class,
            description = "How sure the culprit is to be, from 0.5 up to but not including 1 [${DEFAULT-VALUE}].")
    private double confidence = Settings.Method.USUAL_CONFIDENCE;

    @Option(
            names = "--crash-title",
            paramLabel = "REGEX",
            converter = CrashOptions.Expression.class,
            description =
                    "The crash that is looked for has a title with a match of this RE2 expression [the crash that the"
                            + " bad revision shows most often].")
    private @Nullable LineExpression title;

    @Option(
            names = "--no-verify",
            description = "Do not prove the culprit by more runs of it and by its revert on the bad revision.")
    private boolean unverified;

    @Option(
            names = "--runs",
            paramLabel = "N",
            converter = Quantities.Count.class,
            description =
                    "Runs of the reproducer at each revision; not for the policy culprit, which makes as many as it"
                            + " takes [10; policy git: 1].")
    private @Nullable Integer runs;

    @Option(
            names = "--early-stop",
            description =
                    "End the test of a revision as soon as no further run can change the verdict; the policy culprit"
                            + " always does.")
    private boolean earlyStop;

    Settings.Method method() {
        return new Settings.Method(policy, confidence, Optional.ofNullable(title), !unverified);
    }

    boolean earlyStop() {
        return earlyStop && policy != Policy.CULPRIT;
    }

    int runs() throws UsageException {
        if (runs == null) {
            return policy.runs();
        }
        if (policy == Policy.CULPRIT) {
            throw new UsageException(
                    "--runs: the policy culprit decides how many runs a revision gets; say how sure you"
                            + " want to be with --confidence, or choose another policy, such as --policy syzbot-2020");
        }
        return runs;
    }

    /** The name of a policy. */
    static final class Name implements ITypeConverter<Policy> {
        @Override
        public Policy convert(String text) {
            return Stream.of(Policy.values())
                    .filter(policy -> policy.toString().equalsIgnoreCase(text.strip()))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Stream.of(Policy.values()).map(Policy::toString).collect(Collectors.joining(", "))
                            + ", got \"" + text + "\""));
        }
    }

    /** A chance that is no certainty. */
    static final class Confidence implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            boolean isNumber = text.strip().matches("0?\\.[0-9]{1,9}");
            double value = isNumber ? Double.parseDouble(text.strip()) : 0;
            if (value < 0.5) {
                throw new TypeConversionException(
                        "expected a number from 0.5 up to but not including 1, such as 0.99, got \"" + text + "\"");
            }
            return value;
        }
    }
}
