package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.config.BestConfigFile;
import org.lanewise.generated.KernelDefiner;
import org.lanewise.pack.Export;
import org.lanewise.testkit.ChildJvm;
import org.lanewise.testkit.Packs;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

/** The library where no class path names it: in a plugin, or inside of another jar. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ClassLoaderTest {
    private static final Workload WORKLOAD = Workload.parse("20x9x9_k3_s1_p1_nchw8c_bias_relu");

    @TempDir private Path folder;

    @Test
    void aPluginCompilesAgainstTheClassesItWasLoadedFrom() throws IOException {
        Path json = folder.resolve("mine.json");
        BestConfigFile.write(json, SampleConfigs.here(WORKLOAD));
        assertRunsTuned("url", json);
    }

    @Test
    void aPluginLoadsPacks() throws IOException {
        assertRunsTuned(
                "url", Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise")));
    }

    @Test
    void aFatJarCompilesAgainstTheClassesItHolds() throws IOException {
        Path json = folder.resolve("mine.json");
        BestConfigFile.write(json, SampleConfigs.here(WORKLOAD));
        assertRunsTuned("memory", json);
    }

    @Test
    void aJarThatHoldsAllOfAnApplicationRunsBestConfigurationsAndPacks() throws IOException {
        Path jar = Files.write(folder.resolve("all.jar"), Packs.zip(allClasses()));
        Path json = folder.resolve("mine.json");
        BestConfigFile.write(json, SampleConfigs.here(WORKLOAD));
        Path pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise"));
        for (Path file : List.of(json, pack)) {
            ChildJvm.Result child =
                    ChildJvm.run(
                            List.of("-cp", jar.toString()),
                            Map.of(),
                            RunOnceMain.class,
                            file.toString(),
                            WORKLOAD.toString(),
                            Fallback.FAIL.toString());
            assertThat(child.exitCode()).as(child.output()).isZero();
            assertThat(child.output()).contains("level EXACT_MACHINE", "right");
        }
    }

    @Test
    void kernelsOfAJarRunWhereNoClassIsDefinedAtRunTimeAndNothingCompiled() throws IOException {
        Map<String, byte[]> classes = allClasses();
        assertThat(classes.remove(KernelDefiner.class.getName().replace('.', '/') + ".class"))
                .isNotNull();
        Path library = Files.write(folder.resolve("library.jar"), Packs.zip(classes));
        Path kernels = folder.resolve("mine.jar");
        Export.write(kernels, List.of(SampleConfigs.here(WORKLOAD)), List.of());
        ChildJvm.Result child =
                ChildJvm.run(
                        List.of(
                                "-cp",
                                library + File.pathSeparator + kernels,
                                "--limit-modules=jdk.incubator.vector,jdk.management,jdk.jfr"),
                        Map.of(),
                        RunOnceMain.class,
                        "resource:mine.lanewise",
                        WORKLOAD.toString(),
                        Fallback.FAIL.toString(),
                        "warm");
        assertThat(child.exitCode()).as(child.output()).isZero();
        assertThat(child.output())
                .contains("level EXACT_MACHINE", "Ready[", "allocated 0", "right")
                .doesNotContain("longer to reach full speed")
                .doesNotContainPattern("allocated [1-9]");
    }

    /** Of the library, of these tests, and of the one dependency. */
    private static Map<String, byte[]> allClasses() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                addAll(classes, path);
            } else if (path.getFileName().toString().startsWith("avaje")) {
                Packs.parts(path).forEach(classes::putIfAbsent);
            }
        }
        return classes;
    }

    private static void addAll(Map<String, byte[]> classes, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '/');
                classes.put(name, Files.readAllBytes(file));
            }
        }
    }

    @Test
    void aLoaderThatGivesNoClassFilesMeansTheScalarKernelAndTheReason() throws IOException {
        Path json = folder.resolve("mine.json");
        BestConfigFile.write(json, SampleConfigs.here(WORKLOAD));
        assertThat(output("silent", json, Fallback.WARN))
                .contains(
                        "level SCALAR", "does not give the class file of DepthwiseKernel", "right");
        assertThat(output("silent", json, Fallback.FAIL))
                .contains("refused: ", "does not give the class file of DepthwiseKernel");
        Path pack = Packs.of(SampleConfigs.here(WORKLOAD), folder.resolve("mine.lanewise"));
        assertThat(output("silent", pack, Fallback.FAIL)).contains("level EXACT_MACHINE", "right");
    }

    private void assertRunsTuned(String loader, Path file) throws IOException {
        assertThat(output(loader, file, Fallback.FAIL)).contains("level EXACT_MACHINE", "right");
    }

    /** Runs {@link RunOnceMain} in a JVM whose own class path holds a class loader and no more. */
    private String output(String loader, Path file, Fallback fallback) throws IOException {
        Path classPath = Files.createDirectories(folder.resolve("host"));
        for (Class<?> type :
                List.of(PluginMain.class, PluginMain.InMemory.class, PluginMain.Secretive.class)) {
            String name = type.getName().replace('.', '/') + ".class";
            Path target = classPath.resolve(name);
            Files.createDirectories(target.getParent());
            try (var in = type.getClassLoader().getResourceAsStream(name)) {
                Files.write(target, in.readAllBytes());
            }
        }
        ChildJvm.Result result =
                ChildJvm.run(
                        List.of("-cp", classPath.toString()),
                        Map.of(),
                        PluginMain.class,
                        loader,
                        System.getProperty("java.class.path"),
                        RunOnceMain.class.getName(),
                        file.toString(),
                        WORKLOAD.toString(),
                        fallback.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("\tat ");
        return result.output();
    }
}
