package org.lanewise.tuner.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.TuningDatabase;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.MeasureException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which machine's result is meant, where a database holds those of several. */
final class MachineOptions {
    @Option(
            names = "--machine",
            paramLabel = "WORDS",
            description =
                    "The newest result of a machine whose description has these words, such as avx2 or '4 processors'"
                            + " (default: of this machine; if there is none, of the last one, which is said).")
    private @Nullable String words;

    /**
     * A result, and what to say of its machine.
     *
     * @param warning one sentence; empty if it is this machine's, or was asked for
     */
    private record Choice(BestConfig best, String warning) {}

    /**
     * The result of a suite that is meant, of which a word is said where it is another machine's.
     *
     * @throws UserError if there is none
     */
    BestConfig result(DataOptions data, SuiteOptions options, CommandSpec command)
            throws InterruptedException {
        // A suite that is misspelt is said before a database that is missing.
        options.layers();
        try (TuningDatabase database = data.read()) {
            return result(database, options, command);
        }
    }

    /** The same of a database that is open. */
    BestConfig result(TuningDatabase database, SuiteOptions options, CommandSpec command)
            throws InterruptedException {
        Choice choice = choose(database, options);
        if (!choice.warning().isEmpty()) {
            // Where it spoils no output.
            command.commandLine().getErr().println(choice.warning());
        }
        return choice.best();
    }

    private Choice choose(TuningDatabase database, SuiteOptions options)
            throws InterruptedException {
        List<BestConfig> results = results(database, options);
        if (words != null) {
            return new Choice(named(results, words), "");
        }
        Optional<Machine> here = here();
        BestConfig newest = results.getFirst();
        if (here.isEmpty()) {
            return new Choice(
                    newest,
                    "This machine cannot run kernels, so it is not known whether the result is its own.");
        }
        return results.stream()
                .filter(best -> best.machine().equals(here.get()))
                .findFirst()
                .map(own -> new Choice(own, ""))
                .orElseGet(() -> new Choice(newest, foreign(newest.machine(), here.get())));
    }

    private static String foreign(Machine other, Machine here) {
        return "This result was measured elsewhere ("
                + MachineWords.differences(other, here)
                + "); tune here, or choose with --machine.";
    }

    private static BestConfig named(List<BestConfig> results, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return results.stream()
                .filter(best ->
                        MachineWords.of(best.machine()).toLowerCase(Locale.ROOT).contains(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new UserError(
                                "No machine with a result is described by '"
                                        + words
                                        + "'; there are: "
                                        + results.stream()
                                                .map(best -> MachineWords.of(best.machine()))
                                                .distinct()
                                                .collect(Collectors.joining("; "))
                                        + "."));
    }

    /** What machine this is; empty if no worker can tell. */
    static Optional<Machine> here() throws InterruptedException {
        try (Screening screening = new Screening()) {
            return Optional.of(screening.machine());
        } catch (MeasureException unable) {
            return Optional.empty();
        }
    }

    private static List<BestConfig> results(TuningDatabase database, SuiteOptions options) {
        CacheState cache = options.cache();
        List<BestConfig> results =
                database.allBest().stream().filter(options::isResult).map(options::chosen).toList();
        if (results.isEmpty()) {
            throw new UserError(
                    "The database holds no result for "
                            + options.whole().name()
                            + " in "
                            + options.layoutWords()
                            + (cache == CacheState.HOT ? "" : " with cold caches")
                            + "; run 'lanewise tune "
                            + options.commandWords()
                            + (cache == CacheState.HOT ? "" : " --cache cold")
                            + "' first.");
        }
        return results;
    }
}
