package culprit.driver.demo;

import java.util.List;

/** What a demo is about. */
public enum Situation {
    /** One bug, which crashes every run of the reproducer. */
    PLAIN(""),
    /**
     * The same bug and a reproducer that hits it in three runs of ten. In one of four it hits another bug, which lies in
     * all releases but the oldest and is mended shortly before the first one comes.
     */
    HARD("-hard");

    private final String suffix;

    Situation(String suffix) {
        this.suffix = suffix;
    }

    /** A name with what tells this situation's files from those of others. */
    String named(String name) {
        return name + suffix;
    }

    /** The resources that make up the history; the commits go by their dates. */
    List<String> histories() {
        return switch (this) {
            case PLAIN -> List.of("history.toml");
            case HARD -> List.of("history.toml", "hard.toml");
        };
    }
}
