package org.lanewise.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.json.JsonObject;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * A correctness case of another project.
 *
 * @param name its name there
 * @param workload what is computed, NCHW
 * @param x input, NCHW
 * @param w weights as frameworks hold them
 * @param b bias, empty without
 * @param y the right output, NCHW
 * @param integers whether all products and sums are exact in float32
 */
record VectorCase(
        String name,
        Workload workload,
        float[] x,
        float[] w,
        float[] b,
        float[] y,
        boolean integers) {

    /** All cases of a folder, each in a folder of its own, in the order of their names. */
    static List<VectorCase> readAll(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().map(VectorCase::read).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static VectorCase read(Path folder) {
        try {
            JsonObject json = JsonObject.parse(Files.readString(folder.resolve("case.json")));
            boolean bias = holds(json, "has_bias");
            return new VectorCase(
                    folder.getFileName() + " " + json.text("name"),
                    workload(json, bias),
                    floats(folder.resolve("x.f32")),
                    floats(folder.resolve("w.f32")),
                    bias ? floats(folder.resolve("b.f32")) : new float[0],
                    floats(folder.resolve("y.f32")),
                    holds(json, "exact_in_float32"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean holds(JsonObject json, String name) {
        return json.has(name) && json.truth(name);
    }

    private static Workload workload(JsonObject json, boolean bias) {
        List<Integer> x = numbers(json, "x_shape");
        List<Integer> w = numbers(json, "w_shape");
        List<Integer> pads = numbers(json, "pads_tlbr");
        Workload workload =
                new Workload(
                        x.get(0),
                        x.get(1),
                        w.get(0) / x.get(1),
                        new Size(x.get(2), x.get(3)),
                        new Size(w.get(2), w.get(3)),
                        pair(json, "stride"),
                        new Padding(pads.get(0), pads.get(1), pads.get(2), pads.get(3)),
                        pair(json, "dilation"),
                        Layout.NCHW,
                        bias ? Epilogue.NONE.withBias() : Epilogue.NONE);
        List<Integer> y = numbers(json, "y_shape");
        if (!workload.output().equals(new Size(y.get(2), y.get(3)))) {
            throw new IllegalStateException(workload + " should have the output " + y);
        }
        return workload;
    }

    private static Size pair(JsonObject json, String key) {
        List<Integer> pair = numbers(json, key);
        return new Size(pair.get(0), pair.get(1));
    }

    private static List<Integer> numbers(JsonObject json, String key) {
        return json.numbers(key).stream().map(Double::intValue).toList();
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }
}
