package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.workload.Workload;

/** Let the application note which layers to tune next. */
class Example05_RecordUntuned {
    @TempDir private Path folder;

    @Test
    void collectUntunedLayers() throws IOException {
        Path suite = folder.resolve("untuned.suite");
        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT).collectingIn(suite);
        try (TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder), options)) {
            Workload workload = Workload.parse("24x20x20_k5_s1_p2_nchw8c");
            kernels.depthwise(workload, new float[24 * 25]).close();
            kernels.depthwise(workload, new float[24 * 25]).close();
        }
        // Now 'lanewise tune untuned.suite --layout nchw8c' tunes it.
        assertThat(Files.readString(suite))
                .isEqualTo("24x20x20_k5_s1_p2_nchw8c 24x20x20_k5_s1_p2_nchw8c\n");
    }
}
