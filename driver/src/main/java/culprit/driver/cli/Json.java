package culprit.driver.cli;

import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** What all JSON of this program has in common: one object in one line. */
final class Json {
    /** Reads and writes it. */
    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** The name of a constant as JSON has it, such as {@code good-not-ancestor}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
