package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.config.CacheState;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Fact;
import org.lanewise.db.TuningDatabase;

/**
 * A file of each schema that was ever released opens with all that it holds. The file of a new
 * schema is written by {@code -Dreleased.update=true}, once, and then stays as it is.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReleasedSchemasTest {
    private static final Path FILES = Path.of("src/test/resources/org/lanewise/db/sql");
    private static final Machine MACHINE =
            new Machine("Old CPU", "amd64/256", 256, 2, "Linux", "Vendor 25", List.of());

    @TempDir Path folder;

    static Stream<String> schemas() {
        return Arrays.stream(flyway("jdbc:h2:mem:none", MigrationVersion.LATEST).info().all())
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void opensWithAllThatItHolds(String schema) throws Exception {
        Path file = folder.resolve("old.mv.db");
        unpack(schema, file);
        byte[] before = Files.readAllBytes(file);
        List<Fact> read;
        try (TuningDatabase database = Databases.read(file)) {
            read = facts(database);
        }
        assertThat(file).hasBinaryContent(before);
        try (TuningDatabase database = Databases.open(file)) {
            assertThat(facts(database)).isEqualTo(read).hasSize(3);
            // Its kernels are another generator's.
            assertThat(database.best(MACHINE, "net", "nchw16c", CacheState.HOT)).isEmpty();
            List<TunedLayer> winners = database.unproven().getFirst().layers();
            assertThat(winners).hasSize(1);
            assertThat(winners.getFirst().bestTime().medianNs()).isEqualTo(2);
        }
    }

    /** A trial that timed out, one that ended its JVM, and a result. */
    private static List<Fact> facts(TuningDatabase database) {
        List<Fact> facts = new ArrayList<>();
        database.history()
                .check(
                        facts::add,
                        bad -> {
                            throw new AssertionError(bad);
                        });
        return facts;
    }

    private static Flyway flyway(String url, MigrationVersion target) {
        return Flyway.configure(ReleasedSchemasTest.class.getClassLoader())
                .dataSource(url, "", "")
                .locations("classpath:org/lanewise/db/migration")
                .target(target)
                .load();
    }

    private void unpack(String schema, Path file) throws Exception {
        String name = "schema-" + schema + ".mv.db.gz";
        if (Boolean.getBoolean("released.update") && !Files.exists(FILES.resolve(name))) {
            write(schema, FILES.resolve(name));
        }
        try (InputStream packed = Files.newInputStream(FILES.resolve(name));
                InputStream plain = new GZIPInputStream(packed)) {
            Files.copy(plain, file);
        }
    }

    /** A database of the first schema, brought to this one step by step, as users' were. */
    private void write(String schema, Path packed) throws SQLException, IOException {
        String url = "jdbc:h2:file:" + folder.resolve("new");
        flyway(url, MigrationVersion.fromVersion("1")).migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute(
                    """
                    INSERT INTO machine (cpu, isa, vector_bits, cores, os, jdk, jvm_flags)
                    VALUES ('Old CPU', 'amd64/256', 256, 2, 'Linux', 'Vendor 25', ARRAY[])
                    """);
            sql.execute(
                    """
                    INSERT INTO trial (machine_id, workload, schedule, stage, strategy, seed, finished_at, outcome, limit_ms, message)
                    SELECT 1, '256x12x12_k3_s1_p1_nchw16c', schedule, 'SCREEN', 'model', 1,
                        TIMESTAMP WITH TIME ZONE '2026-03-01 12:00:00+00', outcome, limit_ms, message
                    FROM (VALUES ('c512_b1_t2x6_chw_taps_held_raw', 'TIMED_OUT', 20000, NULL),
                        ('c512_b1_t2x4_chw_taps_held_raw', 'WORKER_DIED', NULL, 'exit 134')) v (schedule, outcome, limit_ms, message)
                    """);
            sql.execute(
                    """
                    INSERT INTO best (machine_id, suite, layout, peak_gflops, saved_at)
                    VALUES (1, 'net', 'nchw16c', 100, TIMESTAMP WITH TIME ZONE '2026-03-01 12:00:00+00')
                    """);
            sql.execute(
                    """
                    INSERT INTO best_layer VALUES (1, 0, 'conv', '256x12x12_k3_s1_p1_nchw16c',
                        'c512_b1_t2x6_chw_taps_held_raw', 2, 1, 3, 'c512_b1_t1x4_chw_cols_reload_checked', 5, 4, 6)
                    """);
        }
        flyway(url, MigrationVersion.fromVersion(schema)).migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute("SHUTDOWN COMPACT");
        }
        Files.createDirectories(packed.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(folder.resolve("new.mv.db"), out);
        }
    }
}
