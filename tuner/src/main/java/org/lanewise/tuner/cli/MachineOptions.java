package org.lanewise.tuner.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.db.Kernel;
import org.lanewise.db.TuningDatabase;
import org.lanewise.host.Likeness;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Layout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which machine's result is meant, where a database holds those of several. */
final class MachineOptions {
    @Option(
            names = "--machine",
            paramLabel = "WORDS",
            description =
                    "The newest result of a machine whose description has these words, such as avx2 or '4 processors'"
                            + " (default: of this machine; if there is none, of the likest one, and what differs is said);"
                            + " 'all' exports those of every machine into one pack.")
    private @Nullable String words;

    /** Means every machine, to commands that can take several. */
    private static final String ALL = "all";

    /** Whether the results of all machines are meant. */
    boolean all() {
        return ALL.equals(words);
    }

    /**
     * The newest result of each machine, this one's first.
     *
     * @throws UserError if there is none
     */
    List<BestConfig> everyResult(DataOptions data, SuiteOptions options, CommandSpec command)
            throws InterruptedException {
        // As below.
        options.forManyMachines().layers();
        try (TuningDatabase database = data.read()) {
            Map<Machine, BestConfig> newest = new LinkedHashMap<>();
            results(database, options).forEach(best -> newest.putIfAbsent(best.machine(), best));
            newest.keySet().stream()
                    .flatMap(machine -> condemned(database, options, machine).stream())
                    .distinct()
                    .forEach(command.commandLine().getErr()::println);
            leftOut(database, options, newest.keySet())
                    .forEach(command.commandLine().getErr()::println);
            Optional<Machine> here = ThisMachine.here();
            return newest.values().stream()
                    .sorted(
                            Comparator.comparing(best ->
                                    !here.map(machine -> machine.covers(best.machine()))
                                            .orElse(false)))
                    .toList();
        }
    }

    /** Machines whose results are all in other layouts, a sentence each. */
    private static List<String> leftOut(
            TuningDatabase database, SuiteOptions options, Set<Machine> exported) {
        Set<String> named = exported.stream().map(MachineWords::of).collect(Collectors.toSet());
        Map<String, Set<String>> layouts = new LinkedHashMap<>();
        inOtherLayouts(database, options)
                .filter(best -> !named.contains(MachineWords.of(best.machine())))
                .forEach(best ->
                        layouts.computeIfAbsent(
                                        MachineWords.of(best.machine()), machine -> new TreeSet<>())
                                .add(best.layoutText()));
        return layouts.entrySet().stream()
                .map(machine ->
                        "Left out: "
                                + machine.getKey()
                                + ", whose results are in "
                                + String.join(" and ", machine.getValue())
                                + ", which --layout chooses.")
                .toList();
    }

    /**
     * A result, and what to say of its machine.
     *
     * @param words a sentence
     */
    private record Choice(BestConfig best, String words) {}

    /**
     * What is done with a result while its database is open.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Use<T> {
        T of(TuningDatabase database, BestConfig best) throws InterruptedException;
    }

    /**
     * The result of a suite that is meant, of which it is said how like its machine is to this one.
     *
     * @throws UserError if there is none
     */
    BestConfig result(DataOptions data, SuiteOptions options, CommandSpec command)
            throws InterruptedException {
        return result(data, options, command, (database, best) -> best);
    }

    /** The same, and what is done with it. */
    <T> T result(DataOptions data, SuiteOptions options, CommandSpec command, Use<T> use)
            throws InterruptedException {
        // A suite that is misspelt is said before a database that is missing.
        options.layers();
        // The JVM that tells what machine this is starts while the database is opened, unless a
        // layout that nobody named has asked it before.
        try (@Nullable ThisMachine asked = words == null ? new ThisMachine() : null;
                TuningDatabase database = data.read()) {
            List<BestConfig> results = results(database, options);
            // Where they spoil no output.
            PrintWriter err = command.commandLine().getErr();
            if (asked == null) {
                return of(
                        database, options, named(results, Objects.requireNonNull(words)), use, err);
            }
            if (results.size() == 1) {
                // There is nothing to choose, so what is said of it can wait for the answer.
                T made = of(database, options, results.getFirst(), use, err);
                err.println(nearest(results, asked.answer()).words());
                return made;
            }
            Choice choice = nearest(results, asked.answer());
            err.println(choice.words());
            return of(database, options, choice.best(), use, err);
        }
    }

    private static <T> T of(
            TuningDatabase database,
            SuiteOptions options,
            BestConfig best,
            Use<T> use,
            PrintWriter err)
            throws InterruptedException {
        condemned(database, options, best.machine()).forEach(err::println);
        return use.of(database, best);
    }

    private static Choice nearest(List<BestConfig> results, Optional<Machine> here) {
        if (here.isEmpty()) {
            return new Choice(
                    results.getFirst(),
                    "This machine cannot run kernels, so it is not known whether the result is its own.");
        }
        BestConfig nearest = nearest(results, here.get());
        return new Choice(nearest, told(nearest.machine(), here.get()));
    }

    /** This very machine's, otherwise its own as far as was recorded, otherwise the likest's. */
    static BestConfig nearest(List<BestConfig> newestFirst, Machine here) {
        return newestFirst.stream()
                .min(
                        Comparator.comparingInt((BestConfig best) -> distance(best.machine(), here))
                                .thenComparing(
                                        best -> Likeness.of(best.machine(), here),
                                        Likeness.likestFirst()))
                .orElseThrow();
    }

    private static int distance(Machine there, Machine here) {
        if (there.equals(here)) {
            return 0;
        }
        return here.covers(there) ? 1 : 2;
    }

    /** How like the machine of a result is to this one, and what to do if it is not the same. */
    static String told(Machine there, Machine here) {
        return "This result was tuned "
                + Likeness.of(there, here).words()
                + switch (distance(there, here)) {
                    case 0 -> ".";
                    case 1 -> "; a new tune records all.";
                    default -> "; tune here, or choose with --machine.";
                };
    }

    /** Layers that results leave out, a sentence each. */
    private static List<String> condemned(
            TuningDatabase database, SuiteOptions options, Machine machine) {
        Set<Kernel> condemned = database.condemned(machine);
        return options.whole().layers().stream()
                .filter(layer ->
                        condemned.stream()
                                .anyMatch(kernel -> kernel.workload().equals(layer.workload())))
                .map(layer ->
                        "Not used for "
                                + layer.name()
                                + ": "
                                + condemned.stream()
                                        .filter(kernel ->
                                                kernel.workload().equals(layer.workload()))
                                        .map(kernel -> kernel.schedule().toString())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ", which ended a JVM or computed something wrong.")
                .toList();
    }

    private static BestConfig named(List<BestConfig> results, String words) {
        return results.stream()
                .filter(best -> MachineWords.describe(best.machine(), words))
                .findFirst()
                .orElseThrow(() ->
                        new UserError(
                                "No machine with a result is described by '"
                                        + words
                                        + "'; there are: "
                                        + String.join("; ", MachineWords.ofAll(results))
                                        + "."));
    }

    /**
     * The results of a suite, newest first.
     *
     * @throws UserError if there is none
     */
    static List<BestConfig> results(TuningDatabase database, SuiteOptions options) {
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
                            + (database.unproven().stream().anyMatch(options::isResult)
                                    ? " that may be used: another version of the generator made its kernels, or"
                                            + " they failed somewhere, and a new tune tries them first"
                                    : "")
                            + otherLayouts(database, options)
                            + "; run 'lanewise tune "
                            + options.commandWords()
                            + (cache == CacheState.HOT ? "" : " --cache cold")
                            + "' first.");
        }
        return results;
    }

    /** Nobody may have named a layout, and the results come from another machine. */
    private static String otherLayouts(TuningDatabase database, SuiteOptions options) {
        List<String> others =
                inOtherLayouts(database, options)
                        .map(BestConfig::layoutText)
                        .distinct()
                        .sorted()
                        .toList();
        return others.isEmpty()
                ? ""
                : ", but in " + String.join(" and ", others) + ", which --layout chooses";
    }

    private static Stream<BestConfig> inOtherLayouts(
            TuningDatabase database, SuiteOptions options) {
        return database.allBest().stream()
                .filter(best -> isOf(options.whole(), best))
                .filter(best -> best.cache() == options.cache())
                .filter(best -> !best.layoutText().equals(options.whole().layoutText()))
                .filter(best -> !best.layoutText().equals(Layout.MIXED));
    }

    /** A suite of one workload is called after it, layout and all. */
    private static boolean isOf(Suite suite, BestConfig best) {
        return best.suite().equals(suite.name())
                || (!best.layoutText().equals(Layout.MIXED)
                        && best.suite()
                                .equals(suite.withLayout(Layout.parse(best.layoutText())).name()));
    }
}
