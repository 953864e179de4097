package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lanewise.tuner.models.SmallModel.tensor;
import static org.lanewise.tuner.models.SmallModel.whole;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx.SparseTensorProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.tuner.models.graph.UnreadableTensorException;

class WeightsTest {
    private static SmallModel reading() {
        return new SmallModel().input("x", 1, 2, 8, 8).depthwise("dw", "x", "y", 2).output("y");
    }

    private static float[] weights(SmallModel model) {
        return SmallModel.only(model.layers()).weights().numbers().weights();
    }

    @Test
    void weightsAreAnInitializerAlsoOneThatIsListedAmongTheInputs() {
        assertThat(weights(reading().weights("w", 2, 1, 1, 2)))
                .containsExactly(0, 0.01f, 0.02f, 0.03f);
        assertThat(weights(reading().weights("w", 2, 1, 1, 2).input("w", 2, 1, 1, 2)))
                .containsExactly(0, 0.01f, 0.02f, 0.03f);
    }

    @Test
    void weightsAreANodeOfTheirOwn() {
        assertThat(
                        weights(
                                reading()
                                        .node(
                                                "Constant",
                                                List.of(),
                                                "w",
                                                tensor(
                                                        "value",
                                                        SmallModel.floats("", 2, 1, 1, 2)))))
                .containsExactly(0, 0.01f, 0.02f, 0.03f);
    }

    @Test
    void weightsComeThroughIdentityCastReshapeAndTranspose() {
        TensorProto halves =
                TensorProto.newBuilder()
                        .setName("v")
                        .setDataType(SmallModel.FLOAT16)
                        .addAllDims(List.of(2L, 1L, 1L, 2L))
                        .addAllInt32Data(
                                List.of(
                                        (int) Float.floatToFloat16(1.5f),
                                        (int) Float.floatToFloat16(-2f),
                                        (int) Float.floatToFloat16(0.25f),
                                        (int) Float.floatToFloat16(4f)))
                        .build();
        assertThat(
                        weights(
                                reading()
                                        .constant(halves)
                                        .node("Identity", List.of("v"), "u")
                                        .node("Cast", List.of("u"), "w", whole("to", 1))))
                .containsExactly(1.5f, -2f, 0.25f, 4f);
        assertThat(
                        weights(
                                reading()
                                        .weights("v", 4)
                                        .wholes("shape", 2, 1, 1, -1)
                                        .node("Reshape", List.of("v", "shape"), "w")))
                .containsExactly(0, 0.01f, 0.02f, 0.03f);
        assertThat(
                        weights(
                                reading()
                                        .weights("v", 1, 2, 2, 1)
                                        .node(
                                                "Transpose",
                                                List.of("v"),
                                                "w",
                                                wholesOf("perm", 2, 0, 3, 1))))
                .containsExactly(0, 0.02f, 0.01f, 0.03f);
    }

    @Test
    void weightsThatAreNotThereAreRefused() {
        assertThat(reading().input("w", 2, 1, 3, 3).refusal())
                .isEqualTo("its weights 'w' are an input of the model");
        assertThat(
                        reading()
                                .input("v", 2, 1, 3, 3)
                                .node("scaled", "Mul", List.of("v", "v"), List.of("w"))
                                .refusal())
                .isEqualTo("its weights are computed at run time, by Mul 'scaled'");
        TensorProto few =
                SmallModel.floats("w", 2, 1, 3, 3).toBuilder()
                        .clearDims()
                        .addDims(2)
                        .addDims(1)
                        .addDims(300)
                        .addDims(3)
                        .build();
        assertThat(reading().constant(few).refusal())
                .isEqualTo(
                        "its weights cannot be read: it has 18 elements, but its sizes [2, 1, 300, 3] ask for 1800");
        TensorProto huge =
                TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(1)
                        .addAllDims(List.of(2L, 1L, 1L << 40, 1L << 40))
                        .setRawData(ByteString.copyFrom(new byte[8]))
                        .build();
        assertThat(reading().constant(huge).refusal())
                .isEqualTo(
                        "its weights cannot be read: its sizes [2, 1, 1099511627776, 1099511627776] overflow");
        SparseTensorProto sparse =
                SparseTensorProto.newBuilder()
                        .setValues(SmallModel.floats("w", 1))
                        .addAllDims(List.of(2L, 1L, 3L, 3L))
                        .build();
        assertThat(reading().change(graph -> graph.addSparseInitializer(sparse)).refusal())
                .isEqualTo("its weights cannot be read: it is sparse");
    }

    @Test
    void largeWeightsStayInTheFileUntilTheyAreAskedFor(@TempDir Path folder) throws IOException {
        TensorProto w =
                TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(1)
                        .addAllDims(List.of(2L, 1L, 1L, 3000L))
                        .setRawData(ByteString.copyFrom(floats(counting(6000))))
                        .build();
        SmallModel model =
                new SmallModel()
                        .input("x", 1, 2, 1, 3000)
                        .constant(w)
                        .depthwise("dw", "x", "y", 2)
                        .output("y");
        Path file = write(folder.resolve("m.onnx"), model);
        ModelLayer layer = SmallModel.only(Models.read(file, Map.of()));
        assertThat(layer.weights().numbers().weights()).containsExactly(counting(6000));
        Files.delete(file);
        assertThatExceptionOfType(UnreadableTensorException.class)
                .isThrownBy(() -> layer.weights().numbers())
                .withMessage("its file m.onnx is missing");
    }

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    private static TensorProto external(Map<String, String> entries) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(1)
                        .addAllDims(List.of(2L, 1L, 1L, 2L))
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        entries.forEach((key, value) ->
                tensor.addExternalData(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return tensor.build();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static Path write(Path file, SmallModel model) throws IOException {
        return Files.write(file, model.bytes());
    }

    @Test
    void externalDataLiesBesideTheModelAlsoWhereALinkNamesIt(@TempDir Path folder)
            throws IOException {
        Path own = Files.createDirectories(folder.resolve("own/data"));
        Files.write(own.resolve("w.bin"), floats(9, 1, 2, 3, 4, 9));
        TensorProto w = external(Map.of("location", "data/w.bin", "offset", "4", "length", "16"));
        Path model = write(folder.resolve("own/m.onnx"), reading().constant(w));
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), model);
        for (Path file : List.of(model, link)) {
            ModelLayers layers = Models.read(file, Map.of());
            assertThat(SmallModel.only(layers).weights().numbers().weights())
                    .containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void externalDataThatIsMissingShortOrOutsideIsRefused(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.write(folder.resolve("secret.bin"), floats(1, 2, 3, 4));
        Files.write(own.resolve("short.bin"), floats(1, 2, 3));
        Files.createSymbolicLink(own.resolve("out.bin"), folder.resolve("secret.bin"));
        assertThat(refusal(own, Map.of("location", "none.bin")))
                .isEqualTo("its weights cannot be read: its file none.bin is missing");
        assertThat(refusal(own, Map.of("location", "short.bin")))
                .isEqualTo(
                        "its weights cannot be read: it has 12 bytes, but its sizes [2, 1, 1, 2] ask for 16");
        assertThat(refusal(own, Map.of("location", "short.bin", "length", "16")))
                .isEqualTo(
                        "its weights cannot be read: its file short.bin has 12 bytes, too few for 16 from byte 0 on");
        assertThat(refusal(own, Map.of("location", "short.bin", "offset", "many")))
                .isEqualTo(
                        "its weights cannot be read: its place in the file short.bin is not said in numbers");
        for (String outside :
                List.of("../secret.bin", "out.bin", folder.resolve("secret.bin").toString())) {
            assertThat(refusal(own, Map.of("location", outside)))
                    .isEqualTo(
                            "its weights cannot be read: its file %s lies outside the model's folder, where nothing is read"
                                    .formatted(outside));
        }
    }

    private static String refusal(Path folder, Map<String, String> entries) throws IOException {
        Path model = write(folder.resolve("m.onnx"), reading().constant(external(entries)));
        return Models.read(model, Map.of()).refused().getFirst().reason();
    }
}
