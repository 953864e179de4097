package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.Fallback;
import org.lanewise.runtime.LoadOptions;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.workload.Workload;

/** An image lies in memory as NHWC: blur one, red, green and blue each for itself. */
class Example02_NhwcImage {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int CHANNELS = 3;

    @TempDir private Path folder;

    @Test
    void blurAnImage() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int x = WIDTH / 2; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                image.setRGB(x, y, 0xFFFFFF); // The right half is white.
            }
        }

        Workload blur = Workload.parse("3x48x64_k3_s1_p1_nhwc");
        float[] weights = new float[CHANNELS * 9]; // For each channel the mean of 3x3 pixels.
        Arrays.fill(weights, 1 / 9f);

        LoadOptions options = LoadOptions.DEFAULT.with(Fallback.SILENT); // It was not tuned.
        try (TunedKernels kernels = TunedKernels.load(Packs.mobileNetV1(folder), options);
                DepthwiseConv conv = kernels.depthwise(blur, weights)) {
            float[] output = new float[WIDTH * HEIGHT * CHANNELS];
            conv.run(pixels(image), output);

            assertThat(value(output, 10, 10, 0)).isZero();
            assertThat(value(output, WIDTH / 2, 10, 0)).isCloseTo(2 / 3f, within());
            assertThat(value(output, WIDTH - 10, 10, 2)).isCloseTo(1, within());
        }
    }

    /** Row by row, pixel by pixel, red, green and blue from 0 to 1. */
    private static float[] pixels(BufferedImage image) {
        float[] values = new float[WIDTH * HEIGHT * CHANNELS];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = image.getRGB(x, y);
                int pixel = (y * WIDTH + x) * CHANNELS;
                values[pixel] = (rgb >> 16 & 0xFF) / 255f;
                values[pixel + 1] = (rgb >> 8 & 0xFF) / 255f;
                values[pixel + 2] = (rgb & 0xFF) / 255f;
            }
        }
        return values;
    }

    private static float value(float[] tensor, int x, int y, int channel) {
        return tensor[(y * WIDTH + x) * CHANNELS + channel];
    }

    private static Offset<Float> within() {
        return Offset.offset(1e-6f);
    }
}
