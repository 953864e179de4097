package org.lanewise.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.tuner.models.SmallModel;

class LayersCommandTest {
    @TempDir private Path folder;

    private String file(SmallModel model) throws IOException {
        return Files.write(folder.resolve("my model.onnx"), model.bytes()).toString();
    }

    private static SmallModel network() {
        return new SmallModel()
                .input("image", "n", 4, 8, 8)
                .weights("w", 4, 1, 3, 3)
                .depthwise("/a, b#1", "image", "u", 4, wholesOf("pads", 1, 1, 1, 1))
                .node("Relu", List.of("u"), "v")
                .depthwise("second", "v", "x", 4, wholesOf("pads", 1, 1, 1, 1))
                .node("Sigmoid", List.of("x"), "y")
                .output("y");
    }

    @Test
    void layersAreListedWithWhatIsComputedAlongWithThem() throws IOException {
        CliProcess.Ended ended =
                InProcess.run("layers", file(network()), "--input", "image=2x4x8x8");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "no  layer    workload                    MFLOP  fused  not fused",
                        " 1  /a, b#1  2x4x8x8_k3_s1_p1_nchw_relu   0.01  Relu",
                        " 2  second   2x4x8x8_k3_s1_p1_nchw        0.01         Sigmoid",
                        "",
                        "2 depthwise convolutions (2 different), 0.0 MFLOP.");
    }

    @Test
    void layersWithoutSizesAreListedWithTheOptionThatFixesThem() throws IOException {
        CliProcess.Ended ended = InProcess.run("layers", file(network()));
        assertThat(ended.exit()).isZero();
        assertThat(ended.out().lines().toList())
                .hasSize(3)
                .startsWith("0 depthwise convolutions; 2 more cannot be tuned:")
                .allMatch(line -> line.startsWith("0 ") || line.endsWith("--input image=1x4x8x8."));
    }

    @Test
    void aModelWithoutAnyIsACleanAnswer() throws IOException {
        SmallModel none =
                new SmallModel().input("x", 1, 4).node("Relu", List.of("x"), "y").output("y");
        CliProcess.Ended ended = InProcess.run("layers", file(none));
        assertThat(ended.exit()).isZero();
        assertThat(ended.out().strip()).isEqualTo("0 depthwise convolutions.");
    }

    @Test
    void aFileThatIsNoModelIsAnsweredInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("text.onnx"), "no model at all\n");
        CliProcess.Ended ended = InProcess.run("layers", file.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err().strip())
                .isEqualTo("The file " + file + " is no ONNX model, or is damaged or cut short.");
    }

    @Test
    void suitesAreListedWithTheShareOfEachKernelSize() {
        CliProcess.Ended ended = InProcess.run("suites");
        assertThat(ended.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .startsWith("suite layers shapes MFLOP 3x3 5x5 7x7")
                .contains(
                        "mobilenet_v1 13 9 34.8 100%",
                        "mobilenet_v3_small 11 9 14.9 21% 79%", "textbook 1 1 0.7 100%");
        assertThat(InProcess.run("layers", "textbook").out())
                .contains("256x12x12_k3_s1_p1_nchw")
                .contains("0.66");
    }
}
