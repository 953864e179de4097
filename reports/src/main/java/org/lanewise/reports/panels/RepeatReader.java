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
            searches.forEach(search -> commands.add(again(run, search, tuned)));
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
        return asked.words().getFirst().equals("tune");
    }

    private static Repeat.Made made(Asked asked) {
        return new Repeat.Made(
                asked.words().stream()
                        .map(Commands::quoted)
                        .collect(Collectors.joining(" ", "lanewise ", "")),
                asked.budget());
    }

    /** Whose budget is known, and the same in all runs, has it as well. */
    private static String again(Run run, Search search, List<Asked> tuned) {
        List<String> budgets = tuned.stream().map(Asked::budget).distinct().toList();
        return "lanewise tune "
                + Commands.words(run.best())
                + (budgets.size() == 1 ? " --budget " + Commands.quoted(budgets.getFirst()) : "")
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
