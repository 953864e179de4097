package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.codegen.KernelSource;
import org.lanewise.db.TuningDatabase;

/** What is asked for once a layer or once a trial looks through no table. */
@Tag("slow")
class QueryPlansTest {
    @TempDir Path folder;

    private Handle filled() {
        Path path = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(path)) {
            database.append(Fixtures.MACHINE, Fixtures.trial(1));
            database.append(Fixtures.WHOLE, Fixtures.trial(2));
        }
        DatabaseFile file = DatabaseFile.of(path);
        Handle sql = Connections.open(file, file.source());
        // So many that a plan which looks through all of them would cost the most.
        sql.execute(
                """
                INSERT INTO trial (uid, stamp, machine_id, workload, schedule, generator, stage, cache, strategy, seed,
                    finished_at, outcome, limit_ms)
                SELECT RANDOM_UUID(), x, 1, x || 'x12x12_k3_s1_p1_nchw16c', schedule, generator, stage, cache, strategy, x,
                    finished_at, 'TIMED_OUT', 1
                FROM SYSTEM_RANGE(16, 3000), (SELECT * FROM trial WHERE seed = 1)
                """);
        return sql;
    }

    @ParameterizedTest
    @ValueSource(strings = {TrialTable.FIND, TrialTable.RECORDED})
    void trialsOfAShapeAreFoundByTheirIndexForEveryMachineThatIsCovered(String question) {
        try (Handle sql = filled()) {
            Long[] machines = MachineTable.covered(sql, Fixtures.WHOLE);
            assertThat(machines).hasSize(2);
            assertThat(plan(sql, question, machines))
                    .contains("TRIAL_BY_WORKLOAD: ", "WORKLOAD = ?2\n", "MACHINE_ID = N.ID\n")
                    .doesNotContain("tableScan");
        }
    }

    @Test
    void shapesAreListedByAnIndexOfTheirMachines() {
        try (Handle sql = filled()) {
            assertThat(plan(sql, TrialTable.WORKLOADS, MachineTable.covered(sql, Fixtures.WHOLE)))
                    .contains(": MACHINE_ID = N.ID ")
                    .doesNotContain("tableScan");
        }
    }

    @Test
    void aResultIsFoundByIndicesHoweverManyMachinesAndResultsThereAre() {
        try (Handle sql = filled()) {
            sql.execute(
                    """
                    INSERT INTO machine (cpu, isa, vector_bits, cores, os, jdk, jvm_flags)
                    SELECT 'CPU ' || x, isa, vector_bits, cores, os, jdk, jvm_flags
                    FROM SYSTEM_RANGE(1, 100), (SELECT * FROM machine WHERE id = 1)
                    """);
            sql.execute(
                    """
                    INSERT INTO best (machine_id, suite, layout, cache, generator, peak_gflops, saved_at, stamp)
                    SELECT m.id, 'suite ' || x, 'nhwc', 'hot', 1, 1, CURRENT_TIMESTAMP, x
                    FROM SYSTEM_RANGE(1, 20), machine m
                    """);
            sql.execute(
                    """
                    INSERT INTO best_layer (best_id, ordinal, layer, workload, best_schedule, best_median_ns, best_low_ns,
                        best_high_ns, initial_schedule, initial_median_ns, initial_low_ns, initial_high_ns)
                    SELECT id, x, 'layer ' || x, 'workload', 'schedule', 1, 1, 1, 'schedule', 1, 1, 1
                    FROM SYSTEM_RANGE(1, 9), best
                    """);
            assertThat(
                            sql.createQuery("EXPLAIN " + BestTable.ONE)
                                    .bindMethods(Fixtures.WHOLE)
                                    .bind("suite", "suite 7")
                                    .bind("layout", "nhwc")
                                    .bind("cache", "hot")
                                    .bind("generator", 1)
                                    .mapTo(String.class)
                                    .one())
                    .contains("CPU = ?1", "MACHINE_ID = M.ID", "BEST_ID = B.ID")
                    .doesNotContain("tableScan");
        }
    }

    @Test
    void condemnedKernelsAreAskedForOneByOneHoweverManyThereAre() {
        try (Handle sql = filled()) {
            sql.execute(
                    """
                    INSERT INTO condemned_kernel (workload, schedule, generator)
                    SELECT 'workload ' || x, 'schedule', 1 FROM SYSTEM_RANGE(1, 3000)
                    """);
            assertThat(
                            sql.createQuery("EXPLAIN " + CondemnedTable.AMONG)
                                    .bind("workloads", new String[] {"workload 1", "workload 2"})
                                    .bind("schedules", new String[] {"schedule", "schedule"})
                                    .bind("generator", 1)
                                    .mapTo(String.class)
                                    .one())
                    .contains("WORKLOAD = N.WORKLOAD", "SCHEDULE = N.SCHEDULE")
                    .doesNotContain("tableScan");
        }
    }

    private static String plan(Handle sql, String question, Long[] machines) {
        var explained = sql.createQuery("EXPLAIN " + question).bind("machines", machines);
        if (question.contains(":generator")) {
            explained.bind("generator", KernelSource.GENERATOR);
        }
        if (question.contains(":workload")) {
            explained.bind("workload", Fixtures.WORKLOAD);
        }
        return explained.mapTo(String.class).one();
    }
}
