package org.lanewise.db.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.DatabaseException;
import org.lanewise.db.TuningDatabase;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.workload.Layout;

class DatabaseUrlTest {
    private static final BestConfig BEST = Fixtures.best(Fixtures.MACHINE, "mine", "nchw16c", 2);

    @TempDir private Path folder;

    private String url = "";

    @BeforeEach
    void save() {
        try (TuningDatabase database = Databases.open(folder.resolve("t.mv.db"))) {
            database.saveBest(Fixtures.best(Fixtures.MACHINE, "mine", "nhwc", 1));
            database.saveBest(BEST);
        }
        url = "jdbc:h2:file:" + folder.resolve("t").toAbsolutePath();
    }

    @Test
    void anApplicationGetsTheSavedResultAndKernelsByIt() {
        BestConfig read = DatabaseUrl.best(url, "mine", Layout.NCHW16C, CacheState.HOT);
        assertThat(read).isEqualTo(BEST);
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT);
        try (TunedKernels kernels = TunedKernels.of(read, options)) {
            assertThat(kernels.layers().values())
                    .containsExactlyElementsOf(
                            BEST.layers().stream().map(TunedLayer::workload).toList());
            assertThat(kernels.explain(BEST.layers().getFirst().workload()))
                    .startsWith("16x12x12_k3_s1_p1_nchw16c runs with ");
        }
    }

    @Test
    void aFileThatWasCutIsNotReadAsIfItHeldNothing() throws IOException {
        Path file = folder.resolve("t.mv.db");
        byte[] whole = Files.readAllBytes(file);
        for (int percent = 0; percent < 100; percent += 15) {
            Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));
            assertThatThrownBy(() -> DatabaseUrl.best(url, "mine", Layout.NCHW16C, CacheState.HOT))
                    .as("%d percent", percent)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(file + " is damaged: its end is missing");
        }
    }

    @Test
    void aResultThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> DatabaseUrl.best(url, "mine", Layout.NCHW, CacheState.HOT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("no result for mine in nchw;");
    }

    @Test
    void anUrlOfAServerThatCannotBeReadIsRefusedInASentence() {
        assertThatThrownBy(() -> Databases.source("jdbc:postgresql://host:port/lanewise"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "The URL of the database, jdbc:postgresql://host:port/lanewise, cannot be read; it looks like"
                                + " jdbc:postgresql://host/lanewise.");
    }

    @Test
    void noDatabaseIsMadeByAskingForOne() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() ->
                        DatabaseUrl.best(
                                "jdbc:h2:file:" + missing, "mine", Layout.NCHW16C, CacheState.HOT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be opened");
        assertThat(Files.exists(folder.resolve("missing.mv.db"))).isFalse();
        assertThatThrownBy(() ->
                        DatabaseUrl.best("jdbc:none:x", "mine", Layout.NCHW16C, CacheState.HOT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be opened");
        assertThatThrownBy(() ->
                        DatabaseUrl.best(
                                "jdbc:h2:mem:x;IFEXISTS=FALSE",
                                "mine",
                                Layout.NCHW,
                                CacheState.HOT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be read as a Lanewise database");
    }
}
