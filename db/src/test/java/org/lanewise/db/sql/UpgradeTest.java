package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.lines.FactLines;
import org.lanewise.workload.Layout;

/** A database as the first schema left it, with one trial and one result. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class UpgradeTest {
    private static final Machine MACHINE =
            new Machine("Old CPU", "amd64/256", 256, 2, "Linux", "Vendor 25", List.of());

    @TempDir Path folder;

    private String url;

    @BeforeEach
    void makeADatabaseOfTheFirstSchema() throws SQLException {
        url = "jdbc:h2:file:" + folder.resolve("old");
        upgradeTo("1");
        run(
                "INSERT INTO machine (cpu, isa, vector_bits, cores, os, jdk, jvm_flags)"
                        + " VALUES ('Old CPU', 'amd64/256', 256, 2, 'Linux', 'Vendor 25', ARRAY[])");
        run(
                "INSERT INTO trial (machine_id, workload, schedule, stage, strategy, seed, finished_at, outcome, limit_ms)"
                        + " VALUES (1, '256x12x12_k3_s1_p1_nchw16c', 'c512_b1_t2x6_chw_taps_held_raw', 'SCREEN',"
                        + " 'model', 1, TIMESTAMP WITH TIME ZONE '2026-03-01 12:00:00+00', 'TIMED_OUT', 20000)");
        run(
                "INSERT INTO best (machine_id, suite, layout, peak_gflops, saved_at)"
                        + " VALUES (1, 'net', 'nchw16c', 100, TIMESTAMP WITH TIME ZONE '2026-03-01 12:00:00+00')");
        run(
                "INSERT INTO best_layer VALUES (1, 0, 'conv', '256x12x12_k3_s1_p1_nchw16c',"
                        + " 'c512_b1_t2x6_chw_taps_held_raw', 2, 1, 3,"
                        + " 'c512_b1_t1x4_chw_cols_reload_checked', 5, 4, 6)");
    }

    @Test
    void trialsOfAnotherGeneratorsKernelsAreKeptAndNotUsed() {
        try (TuningDatabase database = Databases.open(folder.resolve("old"))) {
            assertThat(database.trialCount()).isEqualTo(1);
            assertThat(database.trials(MACHINE, Fixtures.WORKLOAD)).isEmpty();
            assertThat(database.workloads(MACHINE)).isEmpty();
        }
    }

    @Test
    void opensWithAllItsRowsAsMeasuredHot() throws SQLException {
        upgradeTo("12");
        run("UPDATE trial SET generator = " + KernelSource.GENERATOR);
        try (TuningDatabase database = Databases.open(folder.resolve("old"))) {
            List<Trial> trials = database.trials(MACHINE, Fixtures.WORKLOAD);
            assertThat(trials).hasSize(1);
            assertThat(trials.getFirst().cache()).isEqualTo(CacheState.HOT);
            assertThat(trials.getFirst().stage()).isEqualTo(Stage.SCREEN);
            assertThat(database.workloads(MACHINE)).containsExactly(Fixtures.WORKLOAD);
            assertThat(database.best(MACHINE, "net", Layout.NCHW16C.text(), CacheState.HOT))
                    .hasValueSatisfying(best -> {
                        assertThat(best.cache()).isEqualTo(CacheState.HOT);
                        assertThat(best.layers()).hasSize(1);
                        assertThat(best.layers().getFirst().bestTime().medianNs()).isEqualTo(2);
                        assertThat(best.layers().getFirst().evidence()).isEqualTo(Evidence.NONE);
                    });
            assertThat(database.best(MACHINE, "net", Layout.NCHW16C.text(), CacheState.COLD))
                    .isEmpty();
            assertThat(database.limits(MACHINE, 1)).isEmpty();
        }
    }

    @Test
    void twoCopiesOfAnOldDatabaseAgreeWhichTrialsAreTheSame() throws IOException {
        Path copy = folder.resolve("copy.mv.db");
        Files.copy(folder.resolve("old.mv.db"), copy);
        try (TuningDatabase one = Databases.open(folder.resolve("old"));
                TuningDatabase two = Databases.open(copy)) {
            FactLines.Imported came = FactLines.merge(one.history(), two.history(), sentence -> {});
            assertThat(came).isEqualTo(new FactLines.Imported(0, 2, 0));
        }
    }

    @Test
    void itsUrlGivesNoResultWhoseGeneratorIsNotKnownAndUpgradesNothing() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> DatabaseUrl.best(url, "net", Layout.NCHW16C, CacheState.HOT))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("was written by an older Lanewise");
        }
    }

    @Test
    void ofARunFromBeforeCommandsWereKeptItsTimeStays() throws SQLException {
        UUID run = UUID.randomUUID();
        upgradeTo("15");
        run(
                "INSERT INTO run_time (run, machine_id, stamp, parts, seconds) VALUES ('"
                        + run
                        + "', 1, 1, ARRAY['javac'], ARRAY[7])");
        try (TuningDatabase database = Databases.open(folder.resolve("old"))) {
            assertThat(database.time(run))
                    .contains(
                            new RunTime(
                                    run, Optional.empty(), List.of(new RunTime.Part("javac", 7))));
        }
    }

    @Test
    void playOffsThatWereRecordedAsRepeatedScreeningsAreToldApartByTheirSamples()
            throws SQLException {
        upgradeTo("6");
        for (int samples : new int[] {2, 7, 24}) {
            run(
                    "INSERT INTO trial (machine_id, workload, schedule, stage, strategy, seed, finished_at, generator,"
                            + " outcome, median_ns, low_ns, high_ns, samples_ns, warm_up_ms)"
                            + " SELECT machine_id, workload, schedule, 'RESCREEN', strategy, seed, finished_at, "
                            + KernelSource.GENERATOR
                            + ", 'MEASURED', 1, 1, 1, ARRAY["
                            + String.join(", ", Collections.nCopies(samples, "1"))
                            + "], 0 FROM trial WHERE id = 1");
        }
        try (TuningDatabase database = Databases.open(folder.resolve("old"))) {
            assertThat(database.trials(MACHINE, Fixtures.WORKLOAD))
                    .extracting(Trial::stage)
                    .containsExactly(Stage.RESCREEN, Stage.RESCREEN, Stage.PLAY_OFF);
        }
    }

    private void upgradeTo(String version) {
        Flyway.configure(UpgradeTest.class.getClassLoader())
                .dataSource(url, "", "")
                .locations("classpath:org/lanewise/db/migration")
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private void run(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
