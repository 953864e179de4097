package org.lanewise.shared;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.workload.Workload;

/**
 * Small depthwise problems that other projects test themselves with, and the answers they expect:
 * what their authors worked out, not we.
 */
final class PublishedCases {
    private static final float[] ONES = {1, 1, 1, 1, 1, 1, 1, 1, 1};

    private PublishedCases() {}

    static List<VectorCase> all() {
        List<VectorCase> all = new ArrayList<>();
        onnx(all);
        tensorFlowLite(all);
        tensorFlowJs(all);
        webNn(all);
        return all;
    }

    private static void onnx(List<VectorCase> all) {
        add(
                all,
                "ONNX basic_conv_with_padding",
                "1x5x5_k3_p1",
                counting(25),
                ONES,
                none(),
                12,
                21,
                27,
                33,
                24,
                33,
                54,
                63,
                72,
                51,
                63,
                99,
                108,
                117,
                81,
                93,
                144,
                153,
                162,
                111,
                72,
                111,
                117,
                123,
                84);
        add(
                all,
                "ONNX conv_with_autopad_same",
                "1x5x5_k3_s2_p1",
                counting(25),
                ONES,
                none(),
                12,
                27,
                24,
                63,
                108,
                81,
                72,
                117,
                84);
        add(
                all,
                "ONNX conv_with_strides_and_asymmetric_padding",
                "1x7x5_k3_s2_p1.0.1.0",
                counting(35),
                ONES,
                none(),
                21,
                33,
                99,
                117,
                189,
                207,
                171,
                183);
    }

    private static void tensorFlowLite(List<VectorCase> all) {
        float[] x = {1, 7, 3, 9, 5, 11, 2, 8, 4, 10, 6, 12};
        float[] w = {1, -9, 5, 13, 2, 10, 6, -14, 3, -11, 7, 15, 4, 12, 8, -16};
        float[] b = {1, 2, 3, 4};
        add(
                all,
                "TensorFlow Lite SimpleTest",
                "2x3x2_m2_k2_bias",
                x,
                w,
                b,
                71,
                91,
                -34,
                -26,
                99,
                127,
                -20,
                -4);
        add(all, "TensorFlow Lite StrideTest", "2x3x2_m2_k2_s2_bias", x, w, b, 71, -34, 99, -20);
        add(
                all,
                "TensorFlow Lite PaddingTest",
                "2x3x2_m2_k2_s2_p0.0.1.0_bias",
                x,
                w,
                b,
                71,
                -93,
                -34,
                122,
                99,
                -111,
                -20,
                172);
        add(
                all,
                "TensorFlow Lite SimpleDilatedTestPaddingSame",
                "1x3x3_k2_d2_p1",
                new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1},
                new float[] {1, 2, 3, 4},
                none(),
                4,
                7,
                3,
                6,
                10,
                4,
                2,
                3,
                1);
        float[] square = new float[81];
        for (int pixel : new int[] {30, 31, 32, 39, 40, 41, 48, 49, 50}) {
            square[pixel] = 1;
        }
        add(
                all,
                "TensorFlow Lite SimpleDilatedTestPaddingValid",
                "1x9x9_k3_d3",
                square,
                new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
                none(),
                5,
                5,
                5,
                5,
                5,
                5,
                5,
                5,
                5);
    }

    private static void tensorFlowJs(List<VectorCase> all) {
        float[] x = {
            0.230664f,
            0.987388f,
            0.0685208f,
            0.419224f,
            0.887861f,
            0.731641f,
            0.0741907f,
            0.409265f,
            0.351377f
        };
        float[] w = {0.303873f, 0.229223f, 0.144333f, 0.803373f};
        add(
                all,
                "TensorFlow.js valid",
                "1x3x3_k2",
                x,
                w,
                none(),
                1.07022f,
                1.03167f,
                0.67041f,
                0.778863f);
        add(
                all,
                "TensorFlow.js explicit",
                "1x3x3_k2_p1.0.2.1",
                x,
                w,
                none(),
                0.826533f,
                0.19756f,
                0.0098898f,
                1.07022f,
                1.03167f,
                0.126422f,
                0.67041f,
                0.778863f,
                0.273041f,
                0.116357f,
                0.204908f,
                0.106774f,
                0,
                0,
                0);
        add(
                all,
                "TensorFlow.js same, two channels",
                "2x3x3_k2_p0.0.1.1",
                new float[] {
                    0.111057f, 0.701979f, 0.992854f, 0.423036f, 0.368484f, 0.456693f, 0.636636f,
                    0.0506303f, 0.177473f, 0.661818f, 0.424362f, 0.417599f, 0.500499f, 0.714135f,
                    0.531058f, 0.345024f, 0.789682f, 0.793569f
                },
                new float[] {
                    0.614293f,
                    0.101113f,
                    0.0582746f,
                    0.872743f,
                    0.0648011f,
                    0.452887f,
                    0.426481f,
                    0.765767f
                },
                none(),
                0.485445f,
                0.95166f,
                0.636516f,
                0.378414f,
                0.430373f,
                0.290885f,
                0.3962f,
                0.0490466f,
                0.10902f,
                0.995389f,
                0.927856f,
                0.253547f,
                1.10771f,
                1.23126f,
                0.372855f,
                0.379995f,
                0.410569f,
                0.0514242f);
        add(
                all,
                "TensorFlow.js same, multiplier 2",
                "2x3x3_m2_k2_p0.0.1.1",
                new float[] {
                    0.675707f, 0.413529f, 0.217291f, 0.804231f, 0.924503f, 0.180217f, 0.133869f,
                    0.047613f, 0.653365f, 0.758567f, 0.963967f, 0.101335f, 0.329673f, 0.728742f,
                    0.210459f, 0.650827f, 0.554795f, 0.442196f
                },
                new float[] {
                    0.347154f, 0.591807f, 0.592136f, 0.946534f, 0.386692f, 0.24263f, 0.623469f,
                    0.0801365f, 0.327191f, 0.951820f, 0.988244f, 0.864889f, 0.483784f, 0.174353f,
                    0.660731f, 0.874602f
                },
                none(),
                1.83059f,
                0.990167f,
                0.182147f,
                0.950656f,
                1.07422f,
                0.449444f,
                0.0746509f,
                0.403195f,
                0.226819f,
                0.937125f,
                0.803472f,
                0.196385f,
                0.622581f,
                0.483268f,
                0.477042f,
                0.0633184f,
                0.176938f,
                0.252651f,
                2.1218f,
                1.31405f,
                0.241141f,
                1.92451f,
                1.36948f,
                0.505857f,
                0.74101f,
                0.602415f,
                0.144682f,
                1.39024f,
                1.14959f,
                0.188081f,
                1.20179f,
                1.14256f,
                0.393989f,
                0.41159f,
                0.345499f,
                0.213927f);
    }

    private static void webNn(List<VectorCase> all) {
        add(
                all,
                "WebNN conv2d with strides=2 and asymmetric padding",
                "1x5x5_k4x2_s2_p1.0.2.1",
                counting(25),
                new float[] {1, 1, 1, 1, 1, 1, 1, 1},
                none(),
                33,
                45,
                27,
                104,
                120,
                66,
                72,
                80,
                43);
        add(all, "WebNN conv2d dilations=2", "1x5x5_k3_d2", counting(25), ONES, none(), 108);
        float[] x = {10, 10, 10, 10, 21, 22, 23, 24, 10, 20, 30, 40, 0, 0, 0, 0};
        float[] w = {0.25f, 0.25f, 0.25f, 0.25f, 0, 1, 0, 1, 10, 20, 30, 40, 50, 50, 50, 50};
        add(all, "WebNN depthwise conv2d", "4x2x2_k2", x, w, none(), 10, 46, 3000, 0);
        add(
                all,
                "WebNN fused depthwise conv2d",
                "4x2x2_k2_bias",
                x,
                w,
                new float[] {6000, 7000, 8000, 9000},
                6010,
                7046,
                11000,
                9000);
        add(
                all,
                "WebNN depthwise conv2d with padding",
                "2x3x3_k2_p0.0.1.1",
                new float[] {
                    10, 10, 10, 10, 10, 10, 10, 10, 10, 21, 22, 23, 24, 25, 26, 27, 28, 29
                },
                new float[] {0.25f, 0.25f, 0.25f, 0.25f, 0, 1, 0, 1},
                none(),
                10,
                10,
                5,
                10,
                10,
                5,
                5,
                5,
                2.5f,
                47,
                49,
                0,
                53,
                55,
                0,
                28,
                29,
                0);
    }

    /** 0, 1, 2 and so on. */
    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    private static float[] none() {
        return new float[0];
    }

    private static void add(
            List<VectorCase> all,
            String name,
            String workload,
            float[] x,
            float[] w,
            float[] b,
            float... y) {
        // TensorFlow.js gives six digits of its numbers; all others are exact in float32.
        boolean exact = !name.startsWith("TensorFlow.js");
        all.add(new VectorCase(name, Workload.parse(workload), x, w, b, y, exact));
    }
}
