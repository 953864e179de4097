package org.lanewise.testkit;

import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;

/** Rearranges tensors between layouts, element by element. */
public final class Layouts {
    private Layouts() {}

    /**
     * The same tensor in another layout; the filling of the last channel block is zero.
     *
     * @param channels real channels
     * @param size height and width
     */
    public static float[] convert(
            float[] tensor, Layout from, Layout to, int batch, int channels, Size size) {
        float[] result =
                new float
                        [Math.toIntExact(
                                (long) batch * to.storedChannels(channels) * size.h() * size.w())];
        for (int n = 0; n < batch; n++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < size.h(); y++) {
                    for (int x = 0; x < size.w(); x++) {
                        result[(int) to.index(channels, size, n, c, y, x)] =
                                tensor[(int) from.index(channels, size, n, c, y, x)];
                    }
                }
            }
        }
        return result;
    }
}
