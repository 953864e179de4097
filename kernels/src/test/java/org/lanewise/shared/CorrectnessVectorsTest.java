package org.lanewise.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.testkit.BesideOtherClasses;
import org.lanewise.testkit.SharedFolder;

/**
 * The test vectors of ONNX, TensorFlow Lite, TensorFlow.js and WebNN, and numpy references for odd
 * shapes: every case in every layout by the default schedule, in one layout (each with {@code
 * -Dlanewise.exhaustive=true}) by a random one.
 */
@Tag("slow")
@BesideOtherClasses
class CorrectnessVectorsTest {
    private static final VectorCheck CHECK = new VectorCheck();

    @AfterAll
    static void tellAndClose() {
        System.out.println(CHECK.refusals("correctness vectors"));
        CHECK.close();
    }

    @TestFactory
    Stream<DynamicTest> onnx() {
        return cases("onnx", (vector, magnitude) -> 1e-5);
    }

    @TestFactory
    Stream<DynamicTest> tensorFlowLite() {
        return cases("tflite", (vector, magnitude) -> 0);
    }

    @TestFactory
    Stream<DynamicTest> tensorFlowJs() {
        return cases("tfjs", (vector, magnitude) -> 1e-4);
    }

    @TestFactory
    Stream<DynamicTest> webNn() {
        return cases("webnn", (vector, magnitude) -> 1e-4);
    }

    @TestFactory
    Stream<DynamicTest> numpy() {
        return cases("generated", (vector, magnitude) -> vector.integers() ? 0 : 1e-6 * magnitude);
    }

    /**
     * @param tolerance how far an element may be off, from the case and the sum of its absolute
     *     products
     */
    private static Stream<DynamicTest> cases(
            String source, ToDoubleBiFunction<VectorCase, Double> tolerance) {
        return SharedFolder.tests("vectors/" + source, folder -> cases(folder, tolerance));
    }

    private static Stream<DynamicTest> cases(
            Path folder, ToDoubleBiFunction<VectorCase, Double> tolerance) {
        List<VectorCase> vectors = VectorCase.readAll(folder);
        assertThat(vectors).isNotEmpty();
        Map<String, VectorCase> distinct = new HashMap<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (VectorCase vector : vectors) {
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
                                    CHECK.expectRight(vector, tolerance);
                                }
                            }));
        }
        return tests.stream();
    }
}
