package culprit.driver.cli;

import culprit.report.crash.Crash;
import culprit.vm.symbols.Symboliser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds lines of source to crashes, or leaves them as they are. What they are called does not change. */
record SourceLookup(Optional<Symboliser> symboliser) {
    Optional<Crash> in(Optional<Crash> crash) throws InterruptedException {
        return crash.isPresent() ? Optional.of(in(crash.get())) : crash;
    }

    List<ConsoleCrash> in(List<ConsoleCrash> crashes) throws InterruptedException {
        List<ConsoleCrash> found = new ArrayList<>();
        for (ConsoleCrash crash : crashes) {
            found.add(new ConsoleCrash(crash.line(), in(crash.crash())));
        }
        return found;
    }

    private Crash in(Crash crash) throws InterruptedException {
        if (symboliser.isEmpty()) {
            return crash;
        }
        String before = crash.report().substring(0, crash.reportHead());
        String after = crash.report().substring(crash.reportHead());
        return crash.reporting(
                symboliser.get().symbolise(before), symboliser.get().symbolise(after));
    }
}
