package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One kind of message and how the crash it tells of is named.
 *
 * @param trigger what makes this format a candidate; where it stands decides between candidates
 * @param detail what the message must look like to be named; if absent, the trigger is enough
 * @param title the title's template
 * @param alternatives templates of the alternative titles
 * @param search how the guilty functions are found; empty if the message names the bug
 * @param trace whether a report of this kind is whole with or without a stack trace, or never
 * @param days when crashes were named so
 */
record Format(
        Passage trigger,
        Optional<Passage> detail,
        Template title,
        List<Template> alternatives,
        Optional<FrameSearch> search,
        Trace trace,
        Dialect.Days days) {
    /** What a stack trace means for the report being whole. */
    enum Trace {
        NEEDED,
        NOT_NEEDED,
        /** The message is a remainder: the report is damaged whatever follows. */
        DAMAGED
    }

    Format {
        alternatives = List.copyOf(alternatives);
    }

    /** A format by its trigger, in the notation of {@link Notation}. */
    static Unnamed when(String trigger, String... later) {
        return new Unnamed(Passage.of(trigger, later), Optional.empty());
    }

    /** A message that is known word by word, and the part of it that is the title. */
    static Format exactly(String message, String title) {
        return new Unnamed(Passage.exactly(message, title), Optional.empty())
                .title("{1}")
                .noTrace();
    }

    /** A format whose trigger may be broken over lines. */
    static Unnamed whenWrapped(String trigger) {
        return new Unnamed(Passage.wrapped(trigger), Optional.empty());
    }

    Format alt(String template) {
        List<Template> more = new ArrayList<>(alternatives);
        more.add(new Template(template));
        return new Format(trigger, detail, title, more, search, trace, days);
    }

    Format blame(FrameSearch how) {
        return new Format(trigger, detail, title, alternatives, Optional.of(how), trace, days);
    }

    Format noTrace() {
        return new Format(trigger, detail, title, alternatives, search, Trace.NOT_NEEDED, days);
    }

    Format damaged() {
        return new Format(trigger, detail, title, alternatives, search, Trace.DAMAGED, days);
    }

    /** The name from that day on. */
    Format since(String day) {
        return new Format(trigger, detail, title, alternatives, search, trace, Dialect.Days.since(day));
    }

    /** The name up to the day before. */
    Format until(String day) {
        return new Format(trigger, detail, title, alternatives, search, trace, Dialect.Days.until(day));
    }

    /** A format that still lacks its title. */
    record Unnamed(Passage trigger, Optional<Passage> detail) {
        Unnamed with(String head, String... later) {
            return new Unnamed(trigger, Optional.of(Passage.of(head, later)));
        }

        Unnamed withWrapped(String notation) {
            return new Unnamed(trigger, Optional.of(Passage.wrapped(notation)));
        }

        Format title(String template) {
            return new Format(
                    trigger,
                    detail,
                    new Template(template),
                    List.of(),
                    Optional.empty(),
                    Trace.NEEDED,
                    Dialect.Days.ALWAYS);
        }
    }
}
