package culprit.driver;

import culprit.driver.procedure.Rules;
import culprit.report.Era;
import culprit.report.SyzbotText;
import java.util.Optional;

/** How a bisection decides. */
public enum Policy {
    /** By weighing evidence: only the crash that is looked for counts, and as many runs are made as it takes. */
    CULPRIT("culprit", 0, Era.EARLY_2020) {
        @Override
        public Optional<Rules> rules(int runs) {
            return Optional.empty();
        }
    },
    /** As syzbot in 2020: ten runs, any crash is bad. */
    SYZBOT_2020("syzbot-2020", 10, Era.EARLY_2020) {
        @Override
        public Optional<Rules> rules(int runs) {
            return Optional.of(Rules.syzbot2020(runs));
        }
    },
    /** As syzbot now, whose log it writes. */
    SYZBOT("syzbot", 10, new Era(Rules.TODAY)) {
        @Override
        public Optional<Rules> rules(int runs) {
            return Optional.of(Rules.today(runs));
        }
    },
    /** As a person with git: each revision is run once. */
    GIT("git", 1, Era.EARLY_2020) {
        @Override
        public Optional<Rules> rules(int runs) {
            return Optional.of(Rules.syzbot2020(runs));
        }
    };

    private final String word;
    private final int runs;

    @SuppressWarnings("ImmutableEnumChecker") // A record of a date.
    private final Era era;

    Policy(String word, int runs, Era era) {
        this.word = word;
        this.runs = runs;
        this.era = era;
    }

    /**
     * The rules of those that go by fixed rules.
     *
     * @param runs at each revision, at least 1
     */
    public abstract Optional<Rules> rules(int runs);

    /** The runs at each revision, if nobody says otherwise; 0 for a policy that decides that as it goes. */
    public int runs() {
        return runs;
    }

    /** What its log says. */
    public SyzbotText logText() {
        SyzbotText text = new SyzbotText(era);
        return this == CULPRIT ? text.withGuests() : text;
    }

    /** The form of its log, and of its crash titles. */
    public Era era() {
        return era;
    }

    /** Its name on the command line. */
    @Override
    public String toString() {
        return word;
    }
}
