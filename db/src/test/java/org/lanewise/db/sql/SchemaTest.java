package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.CacheState;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;
import org.lanewise.workload.Layout;

@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class SchemaTest {
    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void makeADatabaseOfOneTrialAndOneResult() {
        file = folder.resolve("schema.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.append(Fixtures.MACHINE, Fixtures.trial(1));
            database.saveBest(Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 1));
            database.saveLimits(Fixtures.MACHINE, Fixtures.limits(1));
        }
    }

    @Test
    void aDatabaseOfANewerLanewiseIsRefusedAndLeftAsItIs() throws SQLException {
        run(
                """
                INSERT INTO "flyway_schema_history" SELECT 999, '999', 'later', "type", 'V999__later.sql',
                    1, "installed_by", "installed_on", 1, TRUE FROM "flyway_schema_history"
                WHERE "version" = '1'
                """);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Databases.open(file).close())
                    .withMessage(
                            "The database %s was written by a newer Lanewise (schema 999, this one knows up to 16);"
                                    + " update Lanewise or choose another with --db.",
                            file)
                    .matches(refusal -> refusal.getCause() != null, "keeps the cause");
        }
    }

    @Test
    void aDatabaseWhoseStepWasChangedBeforeItsReleaseIsRefusedWithTheWayToCarryItOver()
            throws SQLException {
        run("UPDATE \"flyway_schema_history\" SET \"checksum\" = 7 WHERE \"version\" = '10'");
        String sentence =
                ("The database %s was made by a Lanewise between two releases, whose step 10 of the schema was"
                                + " another; write it to a file by 'lanewise db export' of that one, import that,"
                                + " or choose another with --db.")
                        .formatted(file);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.open(file).close())
                .withMessage(sentence);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.read(file).close())
                .withMessage(sentence);
    }

    @Test
    void tablesLeftHalfMadeByAKillAreCompleted() throws SQLException {
        run("DROP TABLE memory_level");
        run("DROP TABLE best_layer");
        run("DROP TABLE best");
        run("DELETE FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL");
        try (TuningDatabase database = Databases.open(file)) {
            assertThat(database.trialCount()).isEqualTo(1);
            database.saveBest(Fixtures.best(Fixtures.MACHINE, "net", "nhwc", 1));
            database.saveLimits(Fixtures.MACHINE, Fixtures.limits(1));
        }
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws SQLException {
        file = folder.resolve("other.mv.db");
        run("CREATE TABLE invoice (id INTEGER)");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Databases.open(file).close())
                .withMessage(
                        "The database %s belongs to another program; choose another with --db.",
                        file);
    }

    @Test
    void aRowThatThisLanewiseCannotReadIsNamedInASentence() throws SQLException {
        run("UPDATE trial SET schedule = 'z9'");
        run("UPDATE best_layer SET best_schedule = 'z9'");
        try (TuningDatabase database = Databases.open(file)) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.trials(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .withMessageStartingWith(
                            "The database " + file + " cannot read its trials: 'z9' is not a");
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() ->
                            database.best(
                                    Fixtures.MACHINE, "net", Layout.NHWC.text(), CacheState.HOT))
                    .withMessageStartingWith(
                            "The database " + file + " cannot read its results: 'z9' is not a");
            assertThat(database.trialCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stage, DREAM, the stage 'DREAM' is none that this Lanewise knows.",
        "outcome, GUESSED, the outcome 'GUESSED' is none that this Lanewise knows.",
        "cache, warm, 'warm' is no state of the caches; write hot or cold."
    })
    void aNameThatThisLanewiseDoesNotKnowIsRefusedWhereItIsRead(
            String column, String name, String reason) throws SQLException {
        run("UPDATE trial SET " + column + " = '" + name + "'");
        try (TuningDatabase database = Databases.open(file)) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.trials(Fixtures.MACHINE, Fixtures.WORKLOAD))
                    .withMessage("The database " + file + " cannot read its trials: " + reason);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE trial SET samples_ns = NULL",
                "UPDATE trial SET low_ns = median_ns + 1",
                "UPDATE trial SET machine_id = 999",
                "DELETE FROM machine",
                "INSERT INTO machine (cpu, isa, vector_bits, cores, os, jdk, jvm_flags)"
                        + " SELECT cpu, isa, vector_bits, cores, os, jdk, jvm_flags FROM machine",
                "UPDATE best_layer SET tied_median_ns = ARRAY[1.5]",
                "UPDATE best_layer SET best_mode_ns = ARRAY[1.5]",
                "UPDATE best_layer SET application_ratio = 0",
                "UPDATE best_layer SET initial_high_ns = 0",
                "INSERT INTO best_layer SELECT * FROM best_layer",
                "UPDATE best_layer SET best_id = 999",
                "UPDATE machine_limits SET threads = 0",
                "UPDATE machine_limits SET peak_gflops = 0",
                "INSERT INTO machine_limits (machine_id, threads, peak_gflops, measured_at)"
                        + " SELECT machine_id, threads, peak_gflops, measured_at FROM machine_limits",
                "UPDATE memory_level SET copy_gbs = -1",
                "UPDATE memory_level SET capacity_bytes = 0"
            })
    void theSchemaItselfRefusesWhatCannotBe(String statement) {
        assertThatThrownBy(() -> run(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s)(Check|Referential|Unique|NULL not).*");
    }

    private void run(String statement) throws SQLException {
        String name = file.toString().replace(".mv.db", "");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + name);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
