package org.lanewise.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.Machine;
import org.lanewise.db.Held;
import org.lanewise.db.TuningDatabase;
import org.lanewise.reports.Format;
import org.lanewise.tuner.t4.Benchmark;
import org.lanewise.workload.Workload;

/**
 * Writes folders with a T1 and a T4 file each, one for each machine and workload: readers look for
 * a T1 file beside the results.
 */
final class DbT4 {
    private final TuningDatabase database;
    private final Path folder;
    private final PrintWriter out;

    DbT4(TuningDatabase database, Path folder, PrintWriter out) {
        this.database = database;
        this.folder = folder;
        this.out = out;
    }

    void write() throws IOException {
        List<Machine> machines =
                database.held().stream()
                        .filter(held -> held.generator() == KernelSource.GENERATOR)
                        .map(Held::machine)
                        .toList();
        if (machines.isEmpty()) {
            throw new UserError(
                    "The database holds no trials of this version's kernels; tune first.");
        }
        for (int i = 0; i < machines.size(); i++) {
            write("m" + (i + 1), machines.get(i));
        }
    }

    private void write(String name, Machine machine) throws IOException {
        int files = 0;
        for (Workload workload : database.workloads(machine)) {
            Benchmark benchmark =
                    Benchmark.of(workload, machine, database.trials(machine, workload));
            if (!benchmark.results().isEmpty()) {
                Path own = Files.createDirectories(folder.resolve(workload + "_" + name));
                benchmark.writeSpace(own.resolve("T1.json"));
                benchmark.writeResults(own.resolve("T4.json.gz"));
                files++;
            }
        }
        out.println(
                folder
                        + ": "
                        + Format.count(files, "workload")
                        + " of "
                        + name
                        + ", "
                        + MachineWords.of(machine));
    }
}
