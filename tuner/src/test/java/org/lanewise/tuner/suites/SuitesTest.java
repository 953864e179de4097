package org.lanewise.tuner.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.host.MachineProbe;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.models.SharedModels;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class SuitesTest {
    /** Counted on the published networks at their usual input size, 224 x 224. */
    @ParameterizedTest
    @CsvSource({
        "mobilenet_v1, 9, 13, 17_385_984",
        "mobilenet_v2, 10, 17, 20_716_416",
        "mobilenet_v3_large, 12, 15, 18_392_640",
        "mobilenet_v3_small, 9, 11, 7_460_544",
        "mnasnet1_0, 12, 17, 28_336_896",
        "efficientnet_b0, 12, 16, 34_532_064",
        "efficientnet_b0_tf_same, 12, 16, 34_532_064",
        "convnext_tiny, 4, 18, 105_106_176",
        "shufflenet_v2_x1_0, 7, 19, 4_159_512",
        "textbook, 1, 1, 331_776"
    })
    void aBuiltInNetworkHasTheLayersItWasPublishedWith(
            String name, int shapes, int runs, String multiplyAdds) {
        List<Layer> layers = Suites.find(name).layers();
        assertThat(layers).extracting(Layer::workload).doesNotHaveDuplicates().hasSize(shapes);
        assertThat(layers.stream().mapToInt(Layer::count).sum()).isEqualTo(runs);
        assertThat(
                        layers.stream()
                                .mapToLong(layer -> layer.count() * layer.workload().flops())
                                .sum())
                .isEqualTo(2 * Long.parseLong(multiplyAdds.replace("_", "")));
    }

    @Test
    void capitalsMeanTheSame() {
        assertThat(Suites.find("MobileNet_V1")).isEqualTo(Suites.find("mobilenet_v1"));
        assertThat(Suites.find("32X8X8_K3_S1_P1_NCHW8C"))
                .isEqualTo(Suites.find("32x8x8_k3_s1_p1_nchw8c"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.suite"), "\uFEFFa 32x8x8_k3_s1_p1\r\n");
        assertThat(Suites.find(file.toString()).layers())
                .extracting(Layer::name)
                .containsExactly("a");
    }

    @Test
    void aSuiteMayComeThroughAPipe(@TempDir Path folder) throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Process writer =
                new ProcessBuilder("sh", "-c", "echo 'a 32x8x8_k3_s1_p1' > '" + pipe + "'").start();
        assertThat(Suites.find(pipe.toString()).layers())
                .extracting(Layer::name)
                .containsExactly("a");
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void everyBuiltInNetworkIsCounted() {
        assertThat(Suites.names()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void tensorFlowPadsStridedLayersMoreBehindThanBefore() {
        assertThat(Suites.find("efficientnet_b0_tf_same").layers())
                .extracting(Layer::workload)
                .filteredOn(workload -> workload.stride().h() == 2)
                .hasSize(4)
                .allMatch(workload -> workload.padding().top() < workload.padding().bottom());
    }

    @Test
    void everyLayerOfEveryBuiltInNetworkHasADefaultScheduleInEveryLayout() {
        List<Workload> workloads =
                Suites.names().stream()
                        .flatMap(name -> Suites.find(name).layers().stream())
                        .map(Layer::workload)
                        .distinct()
                        .toList();
        assertThat(workloads)
                .hasSizeGreaterThan(40)
                .allSatisfy(layer -> {
                    for (Layout layout : Layout.values()) {
                        for (String target : List.of("sse", "avx2", "avx512", "neon")) {
                            ScheduleSpace space =
                                    ScheduleSpace.of(
                                            layer.withLayout(layout), Target.parse(target));
                            assertThat(space.defaultSchedule())
                                    .hasValueSatisfying(legal ->
                                            assertThat(space.pointOf(legal.schedule()))
                                                    .isPresent());
                        }
                    }
                });
    }

    @Test
    void whatAnApplicationCollectedIsASuite(@TempDir Path folder) {
        Path file = folder.resolve("untuned.suite");
        Workload workload = Workload.parse("24x7x7_k3_s1_p1_nchw8c");
        BestConfig nothing =
                new BestConfig(MachineProbe.detect(), "none", CacheState.HOT, 100, List.of());
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT).collectingIn(file);
        try (TunedKernels kernels = TunedKernels.of(nothing, options)) {
            kernels.depthwise(workload, new float[24 * 9]).close();
        }
        assertThat(Suites.find(file.toString()).layers())
                .extracting(Layer::workload)
                .containsExactly(workload);
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

    private static final String HEAD =
            "source,layer,batch,channels,multiplier,ih,iw,kh,kw,stride_h,stride_w,"
                    + "pad_t,pad_l,pad_b,pad_r,dil_h,dil_w,oh,ow,count,note\n";

    private static Suite table(Path folder, String text) throws IOException {
        Path file = folder.resolve("net.csv");
        Files.writeString(file, text);
        return Suites.find(file.toString(), Layout.NCHW16C);
    }

    @Test
    void aTableOfShapesIsASuite(@TempDir Path folder) throws IOException {
        Suite suite =
                table(
                        folder,
                        HEAD
                                + "s,\"a, quoted\",2,8,3,9,7,3,5,2,1,0,1,1,2,1,1,4,6,4,\"x,y\"\r\n"
                                + "s,,1,8,1,9,9,3,3,1,1,1,1,1,1,2,2,7,7,1,\n");
        assertThat(suite)
                .isEqualTo(
                        new Suite(
                                "net",
                                List.of(
                                        new Layer(
                                                "a, quoted",
                                                Workload.parse(
                                                        "2x8x9x7_m3_k3x5_s2x1_p0.1.1.2_nchw16c"),
                                                4),
                                        new Layer(
                                                "8x9x9_k3_s1_p1_d2_nchw16c",
                                                Workload.parse("8x9x9_k3_s1_p1_d2_nchw16c"),
                                                1))));
        assertThat(table(folder, "id,channels,ih,iw,kh,kw\nme,4,8,8,3,3\n").layers())
                .containsExactly(new Layer("me", Workload.parse("4x8x8_k3_nchw16c"), 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s,a,1,8,1,9,9,3,3,1,1,1,1,1,1,1,1,9,8,1,|it says that the output is 9x8, but that of 8x9x9_k3_s1_p1_nchw16c is 9x9",
                "s,a,1,8,1,9,9,3,3,1,1,1,1,1,1,1,1,9,9,0,|the count is 0",
                "s,a,1,many,1,9,9,3,3,1,1,1,1,1,1,1,1,9,9,1,|channels is 'many', which is no whole number",
                "s,a,1,8,1,9,9,0,3,1,1,1,1,1,1,1,1,9,9,1,|The kernel height is 0; it must be at least 1",
                "s,a,1|there is no column channels",
            })
    void aLineThatDescribesNoLayerIsNamed(String line, String why, @TempDir Path folder) {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> table(folder, HEAD + line + "\n"))
                .withMessage("Line 2 of the table net describes no layer: " + why + ".");
    }

    @Test
    void aTableWithoutLayersIsRefused(@TempDir Path folder) {
        assertThatExceptionOfType(InvalidWorkloadException.class)
                .isThrownBy(() -> table(folder, HEAD))
                .withMessage("The table net names no layer.");
    }

    /** The published tables lie beside this project; the suites repeat their facts. */
    @Test
    void builtInNetworksAreThoseOfThePublishedTables() {
        for (String name : Suites.names()) {
            if (!name.equals("textbook")) {
                Path published = SharedModels.find("workloads/suites/" + name + ".csv");
                assertThat(Suites.find(published.toString()).layers())
                        .as(name)
                        .extracting(Layer::workload, Layer::count)
                        .containsExactlyElementsOf(
                                Suites.find(name).layers().stream()
                                        .map(layer -> tuple(layer.workload(), layer.count()))
                                        .toList());
            }
        }
    }
}
