package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.codegen.KernelSource;
import org.lanewise.db.TuningDatabase;

/** What is asked for once a layer or once a trial looks through no table. */
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
