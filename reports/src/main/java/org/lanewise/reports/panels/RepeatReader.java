package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.db.Asked;
import org.lanewise.db.RunTime;
import org.lanewise.db.Trial;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;

/** Reads how to do a run again. */
public final class RepeatReader {
    private RepeatReader() {}

    /** The commands that made a run and that repeat it. */
    public static Repeat read(Run run) {
        List<Search> searches =
                run.layers().stream()
                        .flatMap(layer -> layer.trials().stream())
                        .filter(trial -> trial.stage().screening())
                        .map(Search::of)
                        .distinct()
                        .toList();
        List<Asked> tuned =
                asked(run, run.layers().stream().flatMap(layer -> layer.runs().stream()));
        List<Asked> recorded =
                asked(
                        run,
                        run.layers().stream().flatMap(layer -> layer.recording().run().stream()));
        int untold = (int) run.layers().stream().filter(layer -> untold(run, layer)).count();
        List<String> commands = new ArrayList<>();
        if (untold > 0 || !tuned.stream().allMatch(RepeatReader::tunes)) {
            String budget = untold > 0 ? "" : budget(run, tuned);
            searches.forEach(search -> commands.add(again(run, search, budget)));
        }
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
                Stream.concat(tuned.stream(), recorded.stream()).map(RepeatReader::made).toList(),
                untold,
                commands);
    }

    private static List<Asked> asked(Run run, Stream<UUID> runs) {
        return runs.distinct().flatMap(one -> asked(run, one).stream()).distinct().toList();
    }

    private static Optional<Asked> asked(Run run, UUID one) {
        return Optional.ofNullable(run.known().get(one)).flatMap(RunTime::asked);
    }

    private static boolean untold(Run run, LayerRun layer) {
        boolean told =
                !layer.runs().isEmpty()
                        && layer.runs().stream().allMatch(one -> asked(run, one).isPresent());
        return !told && !layer.trials().isEmpty();
    }

    /** A fleet's worker does again what is in its queue. */
    private static boolean tunes(Asked asked) {
        return asked.words().stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .equals(Optional.of("tune"));
    }

    private static Repeat.Made made(Asked asked) {
        return new Repeat.Made(
                asked.words().stream()
                        .map(Commands::quoted)
                        .collect(Collectors.joining(" ", "lanewise ", "")),
                asked.budget());
    }

    /**
     * The option for the budget that all runs had, which a command that repeats them has as well. A
     * fleet's is of one layer, a tune's of all.
     */
    private static String budget(Run run, List<Asked> tuned) {
        List<String> budgets = tuned.stream().map(Asked::budget).distinct().toList();
        boolean ofAll = run.layers().size() == 1 || tuned.stream().allMatch(RepeatReader::tunes);
        return budgets.size() == 1 && ofAll
                ? " --budget " + Commands.quoted(budgets.getFirst())
                : "";
    }

    private static String again(Run run, Search search, String budget) {
        return "lanewise tune "
                + Commands.words(run.best())
                + budget
                + " --strategy "
                + Commands.quoted(search.strategy)
                + " --seed "
                + search.seed;
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
