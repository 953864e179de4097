package org.lanewise.examples;

import java.io.IOException;
import java.nio.file.Path;
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
}
