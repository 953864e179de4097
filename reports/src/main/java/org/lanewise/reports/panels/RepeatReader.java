package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.db.Trial;
import org.lanewise.reports.Run;

/** Reads how to do a run again. */
public final class RepeatReader {
    private RepeatReader() {}

    /** The commands that repeat a run, one for each search that its trials are of. */
    public static Repeat read(Run run) {
        List<Search> searches =
                run.layers().stream()
                        .flatMap(layer -> layer.trials().stream())
                        .filter(trial -> trial.stage().screening())
                        .map(Search::of)
                        .distinct()
                        .toList();
        List<String> commands = new ArrayList<>();
        searches.forEach(search ->
                commands.add(
                        "lanewise tune "
                                + Commands.words(run.best())
                                + " --strategy "
                                + Commands.quoted(search.strategy)
                                + " --seed "
                                + search.seed));
        commands.add("lanewise report " + Commands.words(run.best()));
        return new Repeat(
                run.best().machine(),
                run.layers().stream()
                        .flatMapToInt(layer -> layer.generator().stream())
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList(),
                searches.stream().map(Search::words).toList(),
                commands);
    }

    private record Search(String strategy, long seed) {
        static Search of(Trial trial) {
            return new Search(trial.strategy(), trial.seed());
        }

        String words() {
            return strategy + ", seed " + seed;
        }
    }
}
