package org.lanewise.tuner.peers.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.body;
import static org.lanewise.tuner.models.SmallModel.real;
import static org.lanewise.tuner.models.SmallModel.text;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.host.MachineProbe;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.tuner.models.ModelLayer;
import org.lanewise.tuner.models.ModelLayers;
import org.lanewise.tuner.models.Models;
import org.lanewise.tuner.models.SharedModels;
import org.lanewise.tuner.models.SmallModel;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Whole models in the real ONNX Runtime: it judges what is folded into layers. */
class WholeRunTest {
    @TempDir private Path folder;

    private static SmallModel network() {
        return new SmallModel()
                .input("x", 2, 20, 9, 11)
                .weights("w", 20, 1, 3, 3)
                .weights("n", 20)
                .wholes("pads", 0, 0, 0, 1, 0, 0, 1, 2)
                .node("Pad", List.of("x", "pads"), "p")
                .depthwise(
                        "same",
                        "p",
                        "s",
                        20,
                        wholesOf("strides", 2, 2),
                        text("auto_pad", "SAME_LOWER"))
                .node(
                        "BatchNormalization",
                        List.of("s", "n", "n", "n", "n"),
                        "t",
                        real("epsilon", 0.5f))
                .weights("a", 20, 1, 1)
                .node("Add", List.of("a", "t"), "u")
                .number("lo", 0.25f)
                .node("Clip", List.of("u", "lo"), "c")
                .weights("v", 40, 1, 3)
                .wholes("flat", 2, 20, -1)
                .node("Reshape", List.of("c", "flat"), "f")
                .conv("line", List.of("f", "v"), "y", 20, wholesOf("pads", 2, 0))
                .output("y");
    }

    private WholeProof compare(Path file, UnaryOperator<Workload> change) {
        ModelLayers model = Models.read(file, Map.of());
        Map<String, Workload> workloads =
                model.layers().stream()
                        .collect(
                                Collectors.toMap(
                                        ModelLayer::name, layer -> change.apply(layer.workload())));
        BestConfig nothing =
                new BestConfig(MachineProbe.detect(), "none", CacheState.HOT, 100, List.of());
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT);
        try (TunedKernels kernels = TunedKernels.of(nothing, options)) {
            return new WholeRun(model, kernels).compare(file, workloads);
        }
    }

    private WholeProof compare(Path file, Layout layout) {
        return compare(file, workload -> workload.withLayout(layout));
    }

    private Path file(SmallModel model) throws IOException {
        return Files.write(folder.resolve("net.onnx"), model.bytes());
    }

    @Test
    void whateverIsFoldedTheOutputsAreThoseOfTheWholeModel() throws IOException {
        for (Layout layout : Layout.values()) {
            WholeProof proof = compare(file(network()), layout);
            assertThat(proof.refused()).isEmpty();
            assertThat(proof.wrong()).isEmpty();
            assertThat(proof.compared()).isEqualTo(2);
            assertThat(proof.largest()).isLessThan(1e-5);
        }
    }

    @Test
    void anotherEpilogueIsFoundOut() throws IOException {
        assertThat(
                        compare(file(network()), workload -> workload.withEpilogue(Epilogue.NONE))
                                .wrong())
                .singleElement()
                .asString()
                .startsWith("same: it differs from the whole model by ");
    }

    @Test
    void anotherSizeIsNamedAndCostsNoOtherLayer() throws IOException {
        WholeProof proof = compare(file(network()), workload -> workload.withBatch(1));
        assertThat(proof.wrong())
                .hasSize(2)
                .allMatch(sentence -> sentence.contains("in the whole model it reads 2x20x"));
    }

    @Test
    void layersInsideOfOtherNodesAreCountedApart() throws IOException {
        SmallModel yes = new SmallModel().depthwise("inner", "z", "i", 20).output("i");
        SmallModel no = new SmallModel().node("Relu", List.of("z"), "j").output("j");
        SmallModel model =
                new SmallModel()
                        .input("z", 1, 20, 9, 9)
                        .weights("w", 20, 1, 3, 3)
                        .constant(SmallModel.zeros("which", SmallModel.BOOL, 1))
                        .node(
                                "If",
                                List.of("which"),
                                "o",
                                body("then_branch", yes),
                                body("else_branch", no))
                        .depthwise("outer", "z", "y", 20)
                        .output("o")
                        .output("y");
        WholeProof proof = compare(file(model), Layout.NCHW16C);
        assertThat(proof.refused()).isEmpty();
        assertThat(proof.compared()).isEqualTo(1);
        assertThat(proof.apart()).isEqualTo(1);
    }

    @Test
    void realModelsGoOnWithWhatTheLayersMake() {
        for (String name : List.of(SharedModels.BLAZE_FACE, SharedModels.M_LSD)) {
            WholeProof proof = compare(SharedModels.require(name), Layout.NCHW16C);
            assertThat(proof.refused()).isEmpty();
            assertThat(proof.wrong()).isEmpty();
            assertThat(proof.compared()).isEqualTo(name.equals(SharedModels.M_LSD) ? 10 : 16);
        }
    }
}
