package org.lanewise.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.reference.Layouts;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.Refusals;
import org.lanewise.testkit.SharedFolder;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * The test vectors of ONNX, TensorFlow Lite, TensorFlow.js and WebNN, and numpy references for odd
 * shapes: every case in every layout by the default schedule, in one layout (each with {@code
 * -Dlanewise.exhaustive=true}) by a random one.
 */
class CorrectnessVectorsTest {
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("lanewise.exhaustive");

    private static final List<Layout> LAYOUTS = List.of(Layout.values());
    private static final KernelTester TESTER = new KernelTester();
    private static final Refusals REFUSALS = new Refusals();

    @AfterAll
    static void tellAndClose() {
        System.out.println(REFUSALS.table("correctness vectors"));
        TESTER.close();
    }

    @TestFactory
    Stream<DynamicTest> onnx() throws IOException {
        return cases("onnx", (vector, magnitude) -> 1e-5);
    }

    @TestFactory
    Stream<DynamicTest> tensorFlowLite() throws IOException {
        return cases("tflite", (vector, magnitude) -> 0);
    }

    @TestFactory
    Stream<DynamicTest> tensorFlowJs() throws IOException {
        return cases("tfjs", (vector, magnitude) -> 1e-4);
    }

    @TestFactory
    Stream<DynamicTest> webNn() throws IOException {
        return cases("webnn", (vector, magnitude) -> 1e-4);
    }

    @TestFactory
    Stream<DynamicTest> numpy() throws IOException {
        return cases("generated", (vector, magnitude) -> vector.integers() ? 0 : 1e-6 * magnitude);
    }

    /**
     * @param tolerance how far an element may be off, from the case and the sum of its absolute
     *     products
     */
    private static Stream<DynamicTest> cases(
            String source, ToDoubleBiFunction<VectorCase, Double> tolerance) throws IOException {
        Path folder = SharedFolder.require("vectors/" + source);
        List<Path> folders;
        try (Stream<Path> entries = Files.list(folder)) {
            folders = entries.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders).isNotEmpty();
        Map<String, VectorCase> distinct = new HashMap<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path each : folders) {
            VectorCase vector = VectorCase.read(each);
            // WebNN repeats each problem in all layouts of input and filter.
            String problem =
                    vector.workload()
                            + Arrays.toString(vector.x())
                            + Arrays.toString(vector.w())
                            + Arrays.toString(vector.b());
            VectorCase same = distinct.putIfAbsent(problem, vector);
            tests.add(
                    dynamicTest(
                            vector.name(),
                            () -> {
                                if (same != null) {
                                    assertThat(vector.y()).isEqualTo(same.y());
                                } else {
                                    check(vector, tolerance);
                                }
                            }));
        }
        return tests.stream();
    }

    private static void check(VectorCase vector, ToDoubleBiFunction<VectorCase, Double> tolerance) {
        SplittableRandom random = new SplittableRandom(vector.name().hashCode());
        Layout varied = LAYOUTS.get(random.nextInt(LAYOUTS.size()));
        double[] magnitudes = Magnitudes.of(vector);
        for (Layout layout : Layout.values()) {
            ScheduleSpace space =
                    ScheduleSpace.of(vector.workload().withLayout(layout), KernelTester.TARGET);
            Optional<LegalSchedule> defaultSchedule = REFUSALS.defaultSchedule(space);
            defaultSchedule.ifPresent(legal -> compare(vector, legal, magnitudes, tolerance));
            if (defaultSchedule.isPresent() && (EXHAUSTIVE || layout == varied)) {
                RandomSchedules.legal(space, random)
                        .ifPresent(legal -> compare(vector, legal, magnitudes, tolerance));
            }
        }
    }

    private static void compare(
            VectorCase vector,
            LegalSchedule legal,
            double[] magnitudes,
            ToDoubleBiFunction<VectorCase, Double> tolerance) {
        Workload workload = legal.workload();
        float[] input =
                Layouts.convert(
                        vector.x(),
                        Layout.NCHW,
                        workload.layout(),
                        workload.batch(),
                        workload.channels(),
                        workload.input());
        float[] stored = TESTER.run(legal, new SeededData(input, vector.w(), vector.b()));
        float[] actual =
                Layouts.convert(
                        stored,
                        workload.layout(),
                        Layout.NCHW,
                        workload.batch(),
                        workload.outputChannels(),
                        workload.output());
        assertThat(actual).hasSameSizeAs(vector.y());
        for (int i = 0; i < actual.length; i++) {
            double allowed = tolerance.applyAsDouble(vector, magnitudes[i]);
            if (!(Math.abs(actual[i] - (double) vector.y()[i]) <= allowed)) {
                throw new AssertionError(
                        "%s: element %d is %s but should be %s within %s"
                                .formatted(
                                        KernelTester.reproduction(legal),
                                        i,
                                        actual[i],
                                        vector.y()[i],
                                        allowed));
            }
        }
    }
}
