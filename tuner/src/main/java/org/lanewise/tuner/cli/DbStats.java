package org.lanewise.tuner.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;
import org.lanewise.db.Fact;
import org.lanewise.db.Outcome;
import org.lanewise.reports.Format;
import org.lanewise.workload.Workload;

/** Counts what a database holds, machine by machine. */
final class DbStats {
    private final Map<Machine, Counts> machines = new LinkedHashMap<>();

    /** What there is of one machine. */
    private static final class Counts {
        private final Set<Workload> workloads = new HashSet<>();
        private final UncompiledShares uncompiled = new UncompiledShares();
        private int trials;
        private int failed;
        private int old;
        private int results;
        private int layers;
    }

    void add(Fact fact) {
        Counts counts = machines.computeIfAbsent(fact.machine(), machine -> new Counts());
        switch (fact) {
            case Fact.OfTrial trial -> count(counts, trial);
            case Fact.OfResult result -> {
                counts.results++;
                counts.layers += result.best().layers().size();
            }
            case Fact.OfLimits limits -> {
                // One row a machine and number of threads says nothing to a reader of counts.
            }
            case Fact.OfPeers peers -> {
                // Nor does one a shape.
            }
            case Fact.OfRun run -> {
                // Nor one a run.
            }
        }
    }

    private static void count(Counts counts, Fact.OfTrial fact) {
        counts.trials++;
        counts.workloads.add(fact.trial().workload());
        if (fact.generator() != KernelSource.GENERATOR) {
            counts.old++;
        } else {
            counts.uncompiled.add(fact.trial());
        }
        if (fact.trial().outcome().kind() != Outcome.Kind.MEASURED) {
            counts.failed++;
        }
    }

    List<String> lines() {
        if (machines.isEmpty()) {
            return List.of("The database holds nothing yet.");
        }
        List<String> lines = new ArrayList<>();
        machines.forEach((machine, counts) -> {
            lines.add(MachineWords.of(machine));
            lines.add(
                    "  "
                            + Format.count(counts.trials, "trial")
                            + " of "
                            + Format.count(counts.workloads.size(), "shape")
                            + ", "
                            + counts.failed
                            + " without a time, "
                            + counts.old
                            + " of other generators, which 'lanewise db prune' removes");
            lines.add(
                    "  "
                            + Format.count(counts.results, "result")
                            + " with "
                            + Format.count(counts.layers, "layer"));
            lines.addAll(counts.uncompiled.lines());
        });
        return lines;
    }
}
