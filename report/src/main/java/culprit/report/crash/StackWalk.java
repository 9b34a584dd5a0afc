package culprit.report.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One search for guilty frames under way, always forward through the lines; confined to the call that made it. */
final class StackWalk {
    private final FrameSearch search;
    private final List<String> lines;
    private final List<Frame> found = new ArrayList<>();
    private final List<Frame> blamed = new ArrayList<>();
    private int next;
    private boolean clean = true;

    StackWalk(FrameSearch search, List<String> lines) {
        this.search = search;
        this.lines = lines;
    }

    FrameSearch.Result follow(List<Step> steps) {
        boolean walked = false;
        boolean done = false;
        for (int i = 0; i < steps.size(); i++) {
            Optional<Pattern> goal = steps.get(i).goal();
            if (done) {
                done = false;
            } else if (goal.isPresent()) {
                goTo(goal.get());
            } else {
                if (walked) {
                    blame();
                }
                walked = true;
                done = collect(i + 1 < steps.size() ? steps.get(i + 1).goal() : Optional.empty());
            }
        }
        blame();
        return new FrameSearch.Result(blamed, clean);
    }

    /** Goes behind the next line with the pattern. That there is none is no failure: the frames found may do. */
    private void goTo(Pattern goal) {
        while (next < lines.size()) {
            String line = lines.get(next++);
            if (isSpoiled(line) || isReached(goal, line)) {
                return;
            }
        }
    }

    /** Collects the frames of one trace; says whether it ended at the goal of the next step. */
    private boolean collect(Optional<Pattern> goal) {
        while (next < lines.size()) {
            String line = lines.get(next++);
            if (isSpoiled(line)) {
                return false;
            }
            if (goal.isPresent() && isReached(goal.get(), line)) {
                return true;
            }
            if (StackText.startsTrace(line)) {
                return false;
            }
            add(StackText.functionsIn(line));
        }
        return false;
    }

    private boolean isSpoiled(String line) {
        boolean spoiled = StackText.isInjectedFault(line);
        clean &= !spoiled;
        return spoiled;
    }

    private boolean isReached(Pattern goal, String line) {
        Matcher matcher = goal.matcher(line);
        if (!matcher.find()) {
            return false;
        }
        List<String> functions = new ArrayList<>();
        Passage.addCaptures(matcher, functions);
        add(functions);
        return true;
    }

    private void add(List<String> functions) {
        functions.stream().map(Frame::printedAs).filter(search::mayBeGuilty).forEach(found::add);
    }

    private void blame() {
        Optional<Frame> guilty = search.chooser().choose(found);
        clean &= guilty.isPresent();
        blamed.add(guilty.orElse(Frame.MISSING));
        found.clear();
    }
}
