package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.db.TuningDatabase;
import org.lanewise.tuner.suites.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise best}: what the database knows to be best. */
@Command(
        name = "best",
        mixinStandardHelpOptions = true,
        description = "Prints the newest result of a suite from the database.")
final class BestCommand implements Callable<Integer> {
    @Mixin private SuiteOptions suites = new SuiteOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Option(names = "--json", description = "Print the best-configuration file instead of a table.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Suite suite = suites.suite();
        try (TuningDatabase database = data.open()) {
            BestConfig best = newest(database, suite, suites);
            if (json) {
                out.print(BestConfigFile.print(best));
            } else {
                ResultTable.lines(best).forEach(out::println);
                out.println();
                out.println(ResultTable.summary(best));
            }
            out.flush();
        }
        return 0;
    }

    /**
     * The newest result of any machine in the database; a database is rarely carried from one
     * machine to another.
     */
    static BestConfig newest(TuningDatabase database, Suite suite, SuiteOptions options) {
        CacheState cache = options.cache();
        return database.allBest().stream()
                .filter(best -> best.suite().equals(suite.name()) && best.cache() == cache)
                .filter(best -> best.layoutText().equals(suite.layoutText()))
                .findFirst()
                .orElseThrow(() ->
                        new UserError(
                                "The database holds no result for "
                                        + suite.name()
                                        + " in "
                                        + options.layoutWords()
                                        + (cache == CacheState.HOT ? "" : " with cold caches")
                                        + "; run 'lanewise tune "
                                        + options.commandWords()
                                        + (cache == CacheState.HOT ? "" : " --cache cold")
                                        + "' first."));
    }
}
