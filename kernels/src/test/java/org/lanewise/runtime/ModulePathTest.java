package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.config.BestConfigFile;
import org.lanewise.pack.Export;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/**
 * An application that is a module: what it can see, and that it runs, in an image of its own too.
 */
@Tag("slow")
class ModulePathTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");

    private static final String MODULE = "module app { requires org.lanewise.kernels; }";

    private static final String APPLICATION =
            """
            package app;

            import java.nio.file.Path;
            import org.lanewise.runtime.*;
            import org.lanewise.tensor.*;
            import org.lanewise.workload.*;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    try (var resource = ClassLoader.getSystemResourceAsStream(args[0]);
                            TunedKernels kernels =
                                    resource == null
                                            ? TunedKernels.load(Path.of(args[0]))
                                            : TunedKernels.load(resource, LoadOptions.DEFAULT)) {
                        Workload layer = kernels.layers().values().iterator().next();
                        float[] ones = new float[(int) layer.inputElements()];
                        java.util.Arrays.fill(ones, 1);
                        float[] weights = new float[(int) layer.weightElements()];
                        java.util.Arrays.fill(weights, 1);
                        Filter bound =
                                Filter.of(FilterOrder.HWIO, weights)
                                        .withBias(new float[layer.outputChannels()]);
                        float[] output = new float[(int) layer.outputElements()];
                        try (DepthwiseConv conv = kernels.depthwise(layer, bound)) {
                            conv.run(ones, output); // without the kernel
                            conv.run(ones, output);
                        }
                        int inside = (int) layer.layout().index(20, layer.output(), 0, 3, 4, 4);
                        System.out.println(kernels.level(layer) + " " + output[inside]);
                    }
                }
            }
            """;

    @TempDir private static Path folder;

    private static String modulePath = "";

    @BeforeAll
    static void compile() throws IOException {
        modulePath =
                String.join(
                        File.pathSeparator,
                        Arrays.stream(
                                        System.getProperty("java.class.path")
                                                .split(File.pathSeparator))
                                .filter(place ->
                                        Files.exists(Path.of(place, "module-info.class"))
                                                || place.contains("avaje-json-core"))
                                .toList());
        String words = javac("classes", APPLICATION);
        assertThat(words).isEmpty();
        modulePath += File.pathSeparator + folder.resolve("classes");
    }

    /** What the compiler says of a class of the module, which is written to a folder. */
    private static String javac(String classes, String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src-" + classes + "/app"));
        Path main = Files.writeString(sources.resolve("Main.java"), source);
        Path module = Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        StringWriter words = new StringWriter();
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(words),
                        new PrintWriter(words),
                        "-Xlint:-incubating",
                        // Otherwise that of this JVM, where the packages are in no module.
                        "--class-path",
                        folder.resolve("nothing").toString(),
                        "--module-path",
                        modulePath,
                        "-d",
                        folder.resolve(classes).toString(),
                        module.toString(),
                        main.toString());
        return words.toString();
    }

    @Test
    void anApplicationSeesNoneOfThePackagesThatAreNotForIt() throws IOException {
        String words =
                javac(
                        "none",
                        "package app; class Main { org.lanewise.schedule.Schedule schedule;"
                                + " org.lanewise.config.BestConfig config;"
                                + " org.lanewise.host.Capabilities here; }");
        assertThat(words)
                .contains(
                        "package org.lanewise.schedule is declared in module org.lanewise.kernels,"
                                + " which does not export it to module app",
                        "package org.lanewise.config is declared",
                        "package org.lanewise.host is declared");
    }

    @Test
    void itRunsPacksAndBestConfigurationsFromTheModulePath() throws Exception {
        Path json = folder.resolve("mine.json");
        BestConfigFile.write(json, SampleConfigs.here(WORKLOAD));
        Path pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise"));
        for (Path file : List.of(json, pack)) {
            String output =
                    run(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "--add-modules=jdk.incubator.vector,jdk.compiler",
                                    "--enable-native-access=org.lanewise.kernels",
                                    "--module-path",
                                    modulePath,
                                    "-m",
                                    "app/app.Main",
                                    file.toString()));
            assertThat(output).contains("EXACT_MACHINE 9.0");
        }
    }

    @Test
    void anImageOfItRunsPacksAndKernelsOfItsOwnWithoutACompiler() throws Exception {
        Path image = folder.resolve("image");
        Path kernels = folder.resolve("inside.jar");
        Export.write(kernels, List.of(SampleConfigs.here(WORKLOAD)), List.of());
        StringWriter words = new StringWriter();
        int exit =
                ToolProvider.findFirst("jlink")
                        .orElseThrow()
                        .run(
                                new PrintWriter(words),
                                new PrintWriter(words),
                                "--module-path",
                                modulePath + File.pathSeparator + kernels,
                                "--add-modules",
                                "app,jdk.incubator.vector,org.lanewise.packed",
                                "--output",
                                image.toString());
        assertThat(exit).as(words.toString()).isZero();
        Path pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("image.lanewise"));
        for (String place : List.of(pack.toString(), "inside.lanewise")) {
            String output =
                    run(
                            List.of(
                                    image.resolve("bin/java").toString(),
                                    "--add-modules=jdk.incubator.vector,org.lanewise.packed",
                                    "--enable-native-access=org.lanewise.kernels",
                                    "-m",
                                    "app/app.Main",
                                    place));
            assertThat(output).contains("EXACT_MACHINE 9.0");
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
