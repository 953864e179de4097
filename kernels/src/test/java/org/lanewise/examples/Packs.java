package org.lanewise.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.pack.KernelPack;
import org.lanewise.pack.PackCompiler;
import org.lanewise.pack.PackFile;
import org.lanewise.testkit.SampleConfigs;

/** Stands in for {@code lanewise tune} and {@code lanewise export}, which take minutes. */
final class Packs {
    private static final KernelPack MOBILENET_V1 =
            PackCompiler.compile(SampleConfigs.mobileNetV1());

    private Packs() {}

    static Path mobileNetV1(Path folder) throws IOException {
        Path pack = folder.resolve("mobilenet_v1.lanewise");
        PackFile.write(pack, MOBILENET_V1);
        return pack;
    }

    /** A pack of one layer that is called as a node of a model. */
    static Path model(Path folder, String node) throws IOException {
        BestConfig network = SampleConfigs.mobileNetV1();
        TunedLayer layer = network.layers().getLast();
        TunedLayer named =
                new TunedLayer(
                        node,
                        layer.workload(),
                        layer.best(),
                        layer.bestTime(),
                        layer.defaultSchedule(),
                        layer.defaultTime());
        Path pack = folder.resolve("model.lanewise");
        PackFile.write(
                pack,
                PackCompiler.compile(
                        new BestConfig(
                                network.machine(),
                                "model",
                                network.cache(),
                                network.peakGflops(),
                                List.of(named))));
        return pack;
    }
}
