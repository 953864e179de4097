package org.lanewise.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.reference.Layouts;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.Refusals;
import org.lanewise.testkit.SharedFolder;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** Inputs and outputs of other projects, in every layout. */
class SharedVectorsTest {
    private static final int RANDOM_SCHEDULES = 2;

    @ParameterizedTest
    @CsvSource({"onnx, 1e-5", "tflite, 1e-6", "tfjs, 1e-4", "webnn, 1e-4", "generated, 1e-5"})
    void answersOfOtherProjectsAreOurs(String folder, double tolerance) throws IOException {
        Refusals refusals = new Refusals();
        SplittableRandom random = new SplittableRandom(5);
        int cases = 0;
        try (KernelTester tester = new KernelTester();
                Stream<Path> folders = Files.list(SharedFolder.require("vectors/" + folder))) {
            List<Path> found =
                    folders.filter(each -> Files.exists(each.resolve("case.json")))
                            .sorted()
                            .toList();
            for (Path each : found) {
                for (Layout layout : Layout.values()) {
                    check(tester, refusals, random, each, layout, tolerance);
                }
                cases++;
            }
        }
        System.out.println(refusals.table(folder + ", " + cases + " cases"));
        assertThat(cases).isPositive();
    }

    private static void check(
            KernelTester tester,
            Refusals refusals,
            SplittableRandom random,
            Path folder,
            Layout layout,
            double tolerance)
            throws IOException {
        Workload workload = workload(folder).withLayout(layout);
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.MAX_BITS);
        Optional<LegalSchedule> initial = refusals.defaultSchedule(space);
        if (initial.isEmpty()) {
            return;
        }
        float[] x = floats(folder.resolve("x.f32"));
        SeededData data =
                new SeededData(
                        Layouts.convert(
                                x,
                                Layout.NCHW,
                                layout,
                                workload.batch(),
                                workload.channels(),
                                workload.input()),
                        floats(folder.resolve("w.f32")),
                        workload.epilogue().bias()
                                ? floats(folder.resolve("b.f32"))
                                : new float[0]);
        float[] expected = floats(folder.resolve("y.f32"));
        Stream.concat(
                        initial.stream(),
                        Stream.generate(() -> RandomSchedules.legal(space, random))
                                .limit(RANDOM_SCHEDULES)
                                .flatMap(Optional::stream))
                .forEach(legal -> {
                    float[] actual =
                            Layouts.convert(
                                    tester.run(legal, data),
                                    layout,
                                    Layout.NCHW,
                                    workload.batch(),
                                    workload.outputChannels(),
                                    workload.output());
                    assertThat(worst(actual, expected))
                            .as("%s of %s", legal, folder)
                            .isLessThanOrEqualTo(tolerance);
                });
    }

    /** Largest difference relative to the largest expected value, NaN if any is. */
    private static double worst(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double scale = 1;
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
        }
        return worst / scale;
    }

    private static Workload workload(Path folder) throws IOException {
        Map<?, ?> json =
                (Map<?, ?>)
                        Jsonb.builder()
                                .build()
                                .type(Object.class)
                                .fromJson(Files.readString(folder.resolve("case.json")));
        int[] x = ints(json.get("x_shape"));
        int[] w = ints(json.get("w_shape"));
        int[] stride = ints(json.get("stride"));
        int[] dilation = ints(json.get("dilation"));
        int[] pads = ints(json.get("pads_tlbr"));
        boolean bias = Boolean.TRUE.equals(json.get("has_bias"));
        return new Workload(
                x[0],
                x[1],
                w[0] / x[1],
                new Size(x[2], x[3]),
                new Size(w[2], w[3]),
                new Size(stride[0], stride[1]),
                new Padding(pads[0], pads[1], pads[2], pads[3]),
                new Size(dilation[0], dilation[1]),
                Layout.NCHW,
                bias ? Epilogue.NONE.withBias() : Epilogue.NONE);
    }

    private static int[] ints(Object list) {
        return ((List<?>) list).stream().mapToInt(each -> ((Number) each).intValue()).toArray();
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
