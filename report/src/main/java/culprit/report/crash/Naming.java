package culprit.report.crash;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the format of a message and builds the title from it; confined to the call that made it.
 *
 * <p>The message that stands first names the crash. Of several formats for the same place the first that can build its
 * title does.
 */
final class Naming {
    private final AnchoredText text;
    private final Set<String> alternatives = new LinkedHashSet<>();
    private Optional<AnchoredText.Place> place = Optional.empty();
    private Optional<Name> name = Optional.empty();

    private Naming(AnchoredText text) {
        this.text = text;
    }

    /** Names the message of a family; empty if its anchor is not in the lines. */
    static Optional<Name> name(List<String> lines, Detector detector) {
        AnchoredText text = AnchoredText.of(lines, detector.anchor());
        if (text.places().isEmpty()) {
            return Optional.empty();
        }
        Naming naming = new Naming(text);
        detector.formats().forEach(naming::consider);
        return naming.name.or(() -> Optional.of(naming.plainName()));
    }

    private void consider(Format format) {
        Optional<Passage.Match> trigger = format.trigger().find(text);
        if (trigger.isEmpty() || !isFirst(trigger.get().place())) {
            return;
        }
        place = trigger.map(Passage.Match::place);
        name = Optional.empty();
        Optional<Passage.Match> match =
                format.detail().isPresent() ? format.detail().get().find(text) : trigger;
        match.ifPresent(found -> name = Optional.of(build(format, found)));
    }

    private boolean isFirst(AnchoredText.Place trigger) {
        return place.map(best -> trigger.before(best) || (name.isEmpty() && trigger.equals(best)))
                .orElse(true);
    }

    private Name build(Format format, Passage.Match match) {
        Optional<FrameSearch.Result> search = format.search().map(how -> how.in(text.from(match.place())));
        List<Frame> frames = search.map(FrameSearch.Result::frames).orElse(List.of());
        List<String> functions = frames.stream().map(Frame::name).toList();
        String title = format.title().fill(match.captures(), functions);
        for (Template template : format.alternatives()) {
            alternatives.add(template.fill(match.captures(), functions));
        }
        for (List<String> variant : variants(frames, functions)) {
            alternatives.add(format.title().fill(match.captures(), variant));
            for (Template template : format.alternatives()) {
                alternatives.add(template.fill(match.captures(), variant));
            }
        }
        alternatives.remove(title);
        boolean clean = search.map(FrameSearch.Result::clean).orElse(true);
        return new Name(
                title, List.copyOf(alternatives), corruption(format, clean), format.trace() == Format.Trace.NEEDED);
    }

    private static Optional<Corruption> corruption(Format format, boolean clean) {
        if (!clean) {
            return Optional.of(Corruption.NO_GUILTY_FRAME);
        }
        return format.trace() == Format.Trace.DAMAGED ? Optional.of(Corruption.DAMAGED_MESSAGE) : Optional.empty();
    }

    /** The functions again, with one of them under another of its names. */
    private static List<List<String>> variants(List<Frame> frames, List<String> functions) {
        List<List<String>> variants = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            for (String other : frames.get(i).variants()) {
                List<String> variant = new ArrayList<>(functions);
                variant.set(i, other);
                variants.add(variant);
            }
        }
        return variants;
    }

    /** What the first line says, when no format names it. */
    private Name plainName() {
        AnchoredText.Place first = text.places().get(0);
        String message = text.lines().get(first.line()).substring(first.column());
        Optional<Corruption> corruption = place.map(trigger -> Corruption.NO_DETAILS);
        return new Name(message, List.copyOf(alternatives), corruption, false);
    }

    /**
     * What a message is called.
     *
     * @param title the title as the message has it, not normalised
     * @param alternatives its other names
     * @param corruption what is wrong so far
     * @param needsTrace whether the report is only whole with a stack trace
     */
    record Name(String title, List<String> alternatives, Optional<Corruption> corruption, boolean needsTrace) {
        Name {
            alternatives = List.copyOf(alternatives);
        }
    }
}
