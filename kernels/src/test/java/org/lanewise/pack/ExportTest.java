package org.lanewise.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfigFile;
import org.lanewise.json.JsonObject;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** Packs and jars as the build of an application makes them. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ExportTest {
    private static final Workload WORKLOAD =
            Workload.parse("20x9x9_k3_s1_p1.0.1.0_nchw8c_bias_clamp-1..0.5");

    @TempDir private Path folder;

    private Path tuned = Path.of("");

    @BeforeEach
    void tune() throws IOException {
        tuned = folder.resolve("mine.json");
        BestConfigFile.write(tuned, SampleConfigs.here(WORKLOAD));
    }

    private static String run(int status, String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream words = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Export.run(words, words, args)).isEqualTo(status);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBuildMakesThePackThatTheCommandMakes() throws IOException {
        Path pack = folder.resolve("target/mine.lanewise");
        assertThat(run(0, tuned.toString(), pack.toString()))
                .matches(".*mine.lanewise: [\\d,]+ bytes\\s+");
        assertThat(pack)
                .hasSameBinaryContentAs(
                        Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("same.lanewise")));
    }

    @Test
    void aJarHoldsTheClassesOfThePackUnderNamesOfTheirOwn() throws IOException {
        Path pack = folder.resolve("mine.lanewise");
        Path jar = folder.resolve("mine.jar");
        Path again = folder.resolve("again/mine.jar");
        run(0, tuned.toString(), pack.toString());
        run(0, pack.toString(), jar.toString());
        run(0, tuned.toString(), again.toString());
        assertThat(jar).hasSameBinaryContentAs(again);
        SortedMap<String, byte[]> parts = Packs.parts(jar);
        List<String> classes = parts.keySet().stream().filter(name -> name.contains("K_")).toList();
        assertThat(classes)
                .hasSameSizeAs(
                        Packs.parts(pack).keySet().stream()
                                .filter(name -> name.endsWith(".class"))
                                .toList())
                .allMatch(name ->
                        name.startsWith(JarClasses.PACKAGE.replace('.', '/') + "/K_20x9x9_")
                                && name.matches("[\\w$/]+\\.class"));
        assertThat(parts).containsKeys("module-info.class", "mine.lanewise");
        String reachable =
                parts.keySet().stream()
                        .filter(name -> name.endsWith("/reachability-metadata.json"))
                        .map(name -> new String(parts.get(name), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElseThrow();
        assertThat(JsonObject.parse(reachable).objects("reflection"))
                .extracting(type -> type.text("type").replace('.', '/') + ".class")
                .containsExactlyElementsOf(classes);
    }

    @Test
    void whatCannotBeExportedIsSaidInASentence() throws IOException {
        Path none = Files.writeString(folder.resolve("none.json"), "none");
        String out = folder.resolve("x.jar").toString();
        assertThat(run(2, out)).startsWith("Name best-configuration files, and at last");
        assertThat(run(1, none.toString(), out)).contains("is not a best-configuration file");
        assertThat(run(1, tuned.toString(), tuned.toString(), out))
                .contains("Two of its results are of one machine.");
        assertThat(Path.of(out)).doesNotExist();
    }
}
