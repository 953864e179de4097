package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.real;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.tuner.models.SharedModels;
import org.lanewise.tuner.models.SmallModel;
import org.lanewise.tuner.peers.verify.LayerProof;
import org.lanewise.tuner.peers.verify.LayerProof.Outcome;
import org.lanewise.tuner.peers.verify.WholeProof;

class VerifyCommandTest {
    @TempDir private Path folder;

    private CliProcess.Ended verify(String file, String... more) {
        List<String> words =
                new ArrayList<>(List.of("verify", file, "--db", folder.resolve("none").toString()));
        words.addAll(List.of(more));
        return InProcess.run(words.toArray(String[]::new));
    }

    private String model() throws IOException {
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 20, 9, 11)
                        .weights("w", 20, 1, 3, 3)
                        .weights("n", 20)
                        .wholes("pads", 0, 0, 0, 0, 0, 0, 1, 1)
                        .node("Pad", List.of("x", "pads"), "p")
                        .depthwise("a", "p", "s", 20, wholesOf("strides", 2, 2))
                        .node(
                                "BatchNormalization",
                                List.of("s", "n", "n", "n", "n"),
                                "t",
                                real("epsilon", 0.5f))
                        .node("Relu", List.of("t"), "u")
                        .weights("v", 40, 1, 3)
                        .wholes("flat", 1, 20, -1)
                        .node("Reshape", List.of("u", "flat"), "f")
                        .conv("b", List.of("f", "v"), "y", 20)
                        .output("y");
        return Files.write(folder.resolve("net.onnx"), model.bytes()).toString();
    }

    @Test
    @Tag("slow")
    void everyLayerIsRunWithTheWeightsOfTheModel() throws IOException {
        CliProcess.Ended ended = verify(model());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll(" .*(?= right)", "")))
                .contains("a right", "b right");
        assertThat(ended.out())
                .contains("2 of 2 layers are right; the largest error is ")
                .containsPattern("Nothing is tuned for this model in nchw(8|16)c on this machine");
        assertThat(verify(model(), "--layers", "b", "--layout", "nhwc").out())
                .contains("1 of 1 layers are right")
                .contains("on nhwc");
    }

    @Test
    @Tag("slow")
    void realModelsAreRight() {
        CliProcess.Ended ended = verify(SharedModels.require(SharedModels.BLAZE_FACE).toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("16 of 16 layers are right");
    }

    @Test
    void whatIsNoModelCannotBeVerified() {
        CliProcess.Ended ended = verify("mobilenet_v1");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err().strip())
                .isEqualTo(
                        "Only a model has weights to verify with; name an ONNX file (.onnx), or run 'lanewise check' on a pack.");
    }

    @Test
    void aWrongResultIsSaidAndCountsAsFailure() {
        LayerProof right =
                new LayerProof(
                        "a",
                        "k",
                        new Outcome("Lanewise", 1e-6, 2000, ""),
                        List.of(new Outcome("ONNX Runtime", 2e-6, 6000, "")));
        LayerProof wrong =
                new LayerProof(
                        "b",
                        "k",
                        new Outcome("Lanewise", 3, 1000, "element 7 is 4 but should be 1"),
                        List.of(new Outcome("ONNX Runtime", 1e-6, 3000, "")));
        assertThat(ProofTable.right(List.of(right))).isTrue();
        assertThat(ProofTable.right(List.of(right, wrong))).isFalse();
        assertThat(ProofTable.lines(List.of(right, wrong), "nchw16c"))
                .containsExactly(
                        "layer  kernel  error    us    ORT error  ORT us  result",
                        "a      k       1.0e-06  2.00  2.0e-06      6.00  right",
                        "b      k       3.0e+00  1.00  1.0e-06      3.00  WRONG: element 7 is 4 but should be 1",
                        "",
                        "1 of 2 layers are right; the largest error is 3.0e+00.",
                        "All layers together: 3.0 us on nchw16c; ONNX Runtime on nchw: 9.0 us (3.00x).");
    }

    @Test
    void whatCameOfTheWholeModelIsSaidInSentences() {
        assertThat(ProofTable.words(new WholeProof(3, 1, 2e-7, List.of("a differs."), "")))
                .containsExactly(
                        "a differs.",
                        "In the whole model, run by ONNX Runtime, 3 of 4 layers make the same outputs, to 2.0e-07 of the largest of each; 1 more are inside of other nodes.");
        assertThat(ProofTable.words(new WholeProof(0, 0, 0, List.of(), "it is too large.")))
                .containsExactly("The whole model was not run: it is too large.");
    }
}
