package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.db.sql.Databases;
import org.lanewise.pack.PackFile;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.models.SmallModel;
import org.lanewise.workload.Workload;

/** An ONNX model in the place of a suite, whatever its nodes are called. */
@Tag("slow")
class ModelAsSuiteTest {
    private static final List<String> NAMES =
            List.of(
                    "/features/0:conv#1, \"b\"",
                    "<script>alert('x')</script>",
                    "'; DROP TABLE trial; --",
                    "../../üml äut");
    private static final Schedule SCHEDULE = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");

    @TempDir private Path folder;

    private String model() throws IOException {
        SmallModel model = new SmallModel().input("in", "n", 16, 8, 8).weights("w", 16, 1, 3, 3);
        String value = "in";
        for (String name : NAMES) {
            model.depthwise(name, value, "of " + name, 16, wholesOf("pads", 1, 1, 1, 1));
            value = "of " + name;
        }
        model.output(value);
        return Files.write(folder.resolve("my net.onnx"), model.bytes()).toString();
    }

    private String database() {
        Machine machine = new Machine("CPU", "avx2", 256, 4, "Linux", "25.0.3", List.of());
        Estimate time = new Estimate(1000, 990, 1010);
        Workload workload = Workload.parse("16x8x8_k3_s1_p1_nchw8c");
        List<TunedLayer> layers =
                NAMES.stream()
                        .map(name -> new TunedLayer(name, workload, SCHEDULE, time, SCHEDULE, time))
                        .toList();
        Path file = folder.resolve("t.mv.db");
        try (TuningDatabase database = Databases.open(file)) {
            database.saveBest(
                    new BestConfig(machine, "my net@1x16x8x8", CacheState.HOT, 100, layers));
        }
        return file.toString();
    }

    private CliProcess.Ended run(String command, String... more) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                command,
                                model(),
                                "--input",
                                "in=1x16x8x8",
                                "--layout",
                                "nchw8c",
                                "--db",
                                database()));
        words.addAll(List.of(more));
        return InProcess.run(words.toArray(String[]::new));
    }

    @Test
    void namesOfNodesComeThroughTheDatabase() throws IOException {
        CliProcess.Ended all = run("best");
        assertThat(all.exit()).as(all.err()).isZero();
        assertThat(all.out()).contains(NAMES);
        CliProcess.Ended one = run("best", "--layers", NAMES.getFirst() + "," + NAMES.getLast());
        assertThat(one.exit()).as(one.err()).isZero();
        assertThat(one.out()).contains(NAMES.getFirst(), NAMES.getLast());
    }

    @Test
    void namesOfNodesAreTextInTheReport() throws IOException {
        CliProcess.Ended ended = run("report", "--out", folder.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(folder.resolve("my net@1x16x8x8_nchw8c.html"))
                .content()
                .contains("&lt;script&gt;alert(")
                .doesNotContain("<script>alert(");
    }

    @Test
    void namesOfNodesAreThoseOfThePacksLayers() throws IOException {
        Path pack = folder.resolve("net.lanewise");
        CliProcess.Ended ended = run("export", "-o", pack.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(PackFile.read(pack).config().layers())
                .extracting(TunedLayer::layer)
                .containsExactlyElementsOf(NAMES);
    }

    @Test
    void sizesThatAreOpenAndModelsWithoutLayersEndEveryCommandInASentence() throws IOException {
        CliProcess.Ended open = InProcess.run("best", model(), "--db", database());
        assertThat(open.exit()).isEqualTo(1);
        assertThat(open.err().lines().toList())
                .hasSize(5)
                .last()
                .asString()
                .endsWith("my net.onnx has no other depthwise convolution.");
        assertThat(open.err()).contains("fix them with --input in=1x16x8x8.");
        CliProcess.Ended none = InProcess.run("tune", folder.resolve("none.onnx").toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err().strip())
                .isEqualTo("There is no file " + folder.resolve("none.onnx") + ".");
    }

    @Test
    void whatToTypeIsSaidSoThatAShellUnderstandsIt() throws IOException {
        String file = model();
        CliProcess.Ended ended =
                InProcess.run(
                        "best",
                        file,
                        "--input",
                        "in=3x16x8x8",
                        "--layout",
                        "nchw16c",
                        "--db",
                        database());
        assertThat(ended.err())
                .contains(
                        "run 'lanewise tune '" + file + "' --input in=3x16x8x8 --layout nchw16c'");
    }
}
