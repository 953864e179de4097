package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.testkit.ShapeTable;
import org.lanewise.testkit.SharedFolder;

class SuitesTest {
    static Stream<String> networks() {
        return Suites.names().stream().filter(name -> !name.equals("textbook"));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aBuiltInNetworkHasTheLayersItWasPublishedWith(String name) {
        List<Layer> published =
                ShapeTable.read(SharedFolder.require("workloads/suites/" + name + ".csv")).stream()
                        .map(row -> new Layer(row.layer(), row.workload(), row.count()))
                        .toList();
        assertThat(Suites.find(name).layers()).isEqualTo(published);
    }

    @Test
    void theTextbookSuiteIsOneLayer() {
        assertThat(Suites.find("textbook").layers())
                .extracting(layer -> layer.workload().toString())
                .containsExactly("256x12x12_k3_s1_p1_nchw");
    }

    @Test
    void aSuiteFileHasALayerALine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.suite");
        Files.writeString(file, "# two layers\n\na 8x8x8_k3 x2 # twice\nb 9x9x9_k1_nhwc\n");
        Suite suite = Suites.find(file.toString());
        assertThat(suite.name()).isEqualTo("mine");
        assertThat(suite.layers())
                .containsExactly(
                        new Layer("a", Workload.parse("8x8x8_k3"), 2),
                        new Layer("b", Workload.parse("9x9x9_k1_nhwc"), 1));
    }

    @Test
    void eachWorkloadKeepsTheLayoutThatItNamesAndTheOthersGetTheCallers(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("recorded.txt");
        Files.writeString(file, "a 8x8x8_k3_nchw\nb 9x9x9_k1_nhwc\nc 9x9x9_k1\n");
        Suite suite = Suites.find(file.toString(), Layout.NCHW16C);
        assertThat(suite.name()).isEqualTo("recorded");
        assertThat(suite.layers())
                .extracting(layer -> layer.workload().layout())
                .containsExactly(Layout.NCHW, Layout.NHWC, Layout.NCHW16C);
        assertThat(suite.layoutText()).isEqualTo("mixed");
        assertThat(Suites.find("8x8x8_k3_nchw", Layout.NCHW16C).layoutText()).isEqualTo("nchw");
        assertThat(Suites.find("textbook", Layout.NHWC).layoutText()).isEqualTo("nhwc");
    }

    @Test
    void aWorkloadIsASuiteOfOneLayer() {
        assertThat(Suites.find("8x8x8_k3").layers())
                .containsExactly(new Layer("8x8x8_k3_s1_p0_nchw", Workload.parse("8x8x8_k3"), 1));
    }

    @Test
    void anUnknownNameIsAnsweredWithWhatThereIs() {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Suites.find("mobilenet_v9"))
                .withMessageStartingWith("There is no suite 'mobilenet_v9'; use one of")
                .withMessageContaining("mobilenet_v1, mobilenet_v2");
    }

    @Test
    void aMalformedLineIsQuoted(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bad.suite");
        Files.writeString(file, "a 8x8x8_k3 2\n");
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Suites.find(file.toString()))
                .withMessage(
                        "In suite bad, 'a 8x8x8_k3 2' is not of the form 'name workload"
                                + " [xCOUNT]'.");
    }

    @Test
    void anEmptySuiteIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("empty.suite");
        Files.writeString(file, "# nothing\n");
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> Suites.find(file.toString()))
                .withMessage("The suite empty names no layer.");
    }

    @Test
    void anotherLayoutRenamesWhatIsNamedAfterItsWorkload() {
        Suite one = Suites.find("8x9x9_k3_s1_p1").withLayout(Layout.NHWC);
        assertThat(one.name()).isEqualTo("8x9x9_k3_s1_p1_nhwc");
        assertThat(one.layers().getFirst().name()).isEqualTo("8x9x9_k3_s1_p1_nhwc");
        assertThat(Suites.find("mobilenet_v1").withLayout(Layout.NHWC).name())
                .isEqualTo("mobilenet_v1");
    }

    @Test
    void aSuiteCanBeCutAndChangeItsLayout() {
        Suite cut = Suites.find("mobilenet_v1").first(2).withLayout(Layout.NHWC);
        assertThat(cut.layers()).hasSize(2);
        assertThat(cut.layers()).allMatch(layer -> layer.workload().layout() == Layout.NHWC);
    }
}
