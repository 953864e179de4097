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
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lanewise.testkit.SharedFolder;

/**
 * The test vectors of ONNX, TensorFlow Lite, TensorFlow.js and WebNN, and numpy references for odd
 * shapes: every case in every layout by the default schedule, in one layout (each with {@code
 * -Dlanewise.exhaustive=true}) by a random one.
 */
class CorrectnessVectorsTest {
    private static final VectorCheck CHECK = new VectorCheck();

    @AfterAll
    static void tellAndClose() {
        System.out.println(CHECK.refusals("correctness vectors"));
        CHECK.close();
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
                                    CHECK.expectRight(vector, tolerance);
                                }
                            }));
        }
        return tests.stream();
    }
}
