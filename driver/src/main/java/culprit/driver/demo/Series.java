package culprit.driver.demo;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlBindOptions;

/**
 * The demo's history as its file tells it: the commits in the order of their dates, the first one the unchanged source.
 *
 * @param people everyone by the short name that the commits use
 */
record Series(Map<String, Person> people, List<Change> commit) {
    Series {
        people = Map.copyOf(people);
        commit = List.copyOf(commit);
        for (Change change : commit) {
            for (String name : List.of(change.author(), change.committer().orElse(change.author()))) {
                if (!people.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "commit \"" + change.subject() + "\": nobody in [people] is called \"" + name + "\"");
                }
            }
        }
    }

    /**
     * One commit. A commit on a side branch that is not open yet starts it from the tip of the main line.
     *
     * @param author short name of the author
     * @param committer short name of the maintainer who took it, if that is someone else
     * @param branch side branch that it goes on; the main line if absent
     * @param merge side branch that it merges into the main line, which ends that branch
     * @param tag annotated tag of the commit
     * @param fixes subject of the earlier commit that this one mends
     * @param trailers lines such as {@code Reviewed-by:}; {@code Fixes:} and {@code Signed-off-by:} come of themselves
     */
    record Change(
            String subject,
            Optional<String> body,
            String author,
            Optional<String> committer,
            OffsetDateTime date,
            Optional<String> branch,
            Optional<String> merge,
            Optional<String> tag,
            Optional<String> fixes,
            Optional<List<String>> trailers,
            Optional<List<Edit>> edit) {

        List<Edit> edits() {
            return edit.orElse(List.of());
        }
    }

    /** The series of a situation, which comes with the program. */
    static Series of(Situation situation) {
        StringBuilder toml = new StringBuilder();
        for (String history : situation.histories()) {
            toml.append(new String(DemoInputs.read(history), StandardCharsets.UTF_8));
        }
        Series series = parse(toml.toString());
        return new Series(
                series.people,
                series.commit.stream()
                        .sorted(Comparator.comparing(change -> change.date().toInstant()))
                        .toList());
    }

    /** Reads a series; a text that is none ends in an exception with line and column. */
    static Series parse(String toml) {
        return Toml.parseAs(toml, Series.class, TomlBindOptions.defaults().withConverter(Person.class, Person::parse));
    }

    /** The paths of all files that some commit changes. */
    Set<String> files() {
        return commit.stream()
                .flatMap(change -> change.edits().stream())
                .map(Edit::file)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The person with a short name of the series. */
    Person person(String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    /** Someone who writes or takes commits. */
    record Person(String name, String email) {
        private static final Pattern FORM = Pattern.compile("(.+) <(.+)>");

        /** Reads {@code Name <address>}. */
        static Person parse(Object text) {
            Matcher parts = FORM.matcher(text.toString());
            if (!parts.matches()) {
                throw new IllegalArgumentException("expected \"Name <address>\", got \"" + text + "\"");
            }
            return new Person(parts.group(1), parts.group(2));
        }

        /** The form that trailers have. */
        String line() {
            return name + " <" + email + ">";
        }
    }
}
