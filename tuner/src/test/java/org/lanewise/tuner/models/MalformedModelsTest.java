package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lanewise.tuner.models.SmallModel.nodeOf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.onnx.OnnxFile;

@Execution(ExecutionMode.CONCURRENT)
class MalformedModelsTest {
    private static SmallModel sound() {
        return new SmallModel()
                .input("x", 1, 4, 8, 8)
                .weights("w", 4, 1, 3, 3)
                .depthwise("dw", "x", "y", 4)
                .output("y");
    }

    /** Seconds on a busy machine; a reader whose time grew with the square would take hours. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static void refused(String message, ThrowingCallable reading) {
        Assertions.assertTimeoutPreemptively(
                LIMIT,
                () ->
                        assertThatExceptionOfType(ModelException.class)
                                .isThrownBy(reading)
                                .withMessage(message));
    }

    private static void refused(String message, byte[] bytes) {
        refused(message, () -> OnnxFile.read(bytes, "m.onnx", Path.of("/")));
    }

    @Test
    void whatIsNoModelIsSaid() {
        String damaged = "The file m.onnx is no ONNX model, or is damaged or cut short.";
        refused("The file m.onnx holds no ONNX model.", new byte[0]);
        refused(damaged, "layer,batch\n".getBytes(StandardCharsets.UTF_8));
        byte[] sound = sound().bytes();
        refused(damaged, Arrays.copyOf(sound, sound.length / 2));
        byte[] ofZeros = new byte[100];
        refused(damaged, ofZeros);
    }

    @Test
    void filesThatAreNoneAreSaid(@TempDir Path folder) throws IOException {
        refused("There is no file none.onnx.", () -> Models.read(Path.of("none.onnx"), Map.of()));
        refused(
                folder + " is a folder, pipe or device; a model must be a file of its own.",
                () -> Models.read(folder, Map.of()));
        Path huge = folder.resolve("huge.onnx");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 31);
        }
        refused(
                "The model %s has 2147483648 bytes; an ONNX file cannot have 2 GiB or more, its weights must be external data."
                        .formatted(huge),
                () -> Models.read(huge, Map.of()));
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength((1L << 31) - 1);
        }
        refused(
                "The file %s is no ONNX model, or is damaged or cut short.".formatted(huge),
                () -> Models.read(huge, Map.of()));
    }

    @Test
    void aClaimOfManyBytesTakesNoMemory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(7, 2);
        out.writeUInt32NoTag(Integer.MAX_VALUE);
        out.flush();
        refused(
                "The file m.onnx is no ONNX model, or is damaged or cut short.",
                bytes.toByteArray());
    }

    @Tag("slow")
    @Test
    void aFileOfNothingButBeginningsTakesNoMemory() throws IOException {
        ByteArrayOutputStream nodes = new ByteArrayOutputStream();
        for (int i = 0; i < 3_000_000; i++) {
            nodes.write(1 << 3 | 2);
            nodes.write(0);
        }
        ModelProto model = ModelProto.newBuilder().mergeFrom(sound().proto()).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeRawBytes(model.toByteArray());
        out.writeBytes(7, ByteString.copyFrom(nodes.toByteArray()));
        out.flush();
        refused(
                "The model m.onnx has more than 2000000 nodes, attributes and tensors; that many are not read.",
                bytes.toByteArray());
    }

    @Test
    void graphsInsideGraphsEndSomewhere() throws IOException {
        byte[] graph = new byte[0];
        for (int depth = 0; depth < 1000; depth++) {
            // A graph of a node with an attribute with a graph.
            graph = field(1, field(5, field(6, graph)));
        }
        refused(
                "The model m.onnx has graphs inside graphs more than 33 deep; that is not read.",
                field(7, graph));
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(number, content);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void versionsThatAreNotReadAreSaid() {
        refused(
                "The model m.onnx uses version 6 of ONNX's operators; version 7 and newer are read, and ONNX's version converter makes them.",
                sound().opset(6).bytes());
        refused(
                "The model m.onnx does not say which version of ONNX's operators it uses.",
                sound().proto().toBuilder().clearOpsetImport().build().toByteArray());
        assertThat(sound().opset(99).layers().remarks())
                .containsExactly(
                        "The model uses version 99 of ONNX's operators; they are read by the rules of version 28, the newest known here.");
        assertThat(sound().opset(7).layers().layers()).hasSize(1);
        assertThat(sound().opset(28).layers().remarks()).isEmpty();
    }

    @Test
    void valuesThatNothingMakesAreSaid() {
        refused(
                "Conv 'dw' reads 'x', which nothing in the model makes.",
                () -> sound().change(graph -> graph.clearInput()).layers());
        refused("Nothing in the model makes its output 'z'.", () -> sound().output("z").layers());
        refused(
                "Relu 'again' makes the value 'y', which another node makes, too.",
                () -> sound().node("again", "Relu", List.of("x"), List.of("y")).layers());
    }

    @Test
    void valuesThatWaitForThemselvesAreSaid() {
        refused(
                "The model goes round in a circle: Relu 'b' waits for a value that waits for it.",
                () ->
                        sound().node("Relu", List.of("c"), "b")
                                .node("Relu", List.of("b"), "c")
                                .layers());
    }

    @Test
    void nodesInAnyOrderAreRead() {
        assertThat(
                        new SmallModel()
                                .input("x", 1, 4, 8, 8)
                                .weights("w", 4, 1, 3, 3)
                                .depthwise("dw", "a", "y", 4)
                                .node("Relu", List.of("x"), "a")
                                .output("y")
                                .workload())
                .isEqualTo("4x8x8_k3_s1_p0_nchw");
    }

    @Test
    void functionsThatCallThemselvesAreSaid() {
        refused(
                "The function of mine.F 'f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f/f' calls itself, or functions call each other more than 64 deep; ONNX allows no function that calls itself.",
                () -> calling("F", 1).layers());
        refused(
                "The model's functions call each other until there are more than 200000 nodes; that many are not read.",
                () -> {
                    SmallModel model = calling("F0", 0);
                    for (int depth = 0; depth < 30; depth++) {
                        model.function(function("F" + depth, "F" + (depth + 1), 10));
                    }
                    model.layers();
                });
    }

    private static SmallModel calling(String name, int calls) {
        SmallModel model = sound().node(call("f", name, "x", "z"));
        return calls == 0 ? model : model.function(function(name, name, calls));
    }

    private static FunctionProto function(String name, String called, int calls) {
        FunctionProto.Builder function =
                FunctionProto.newBuilder().setDomain("mine").setName(name).addInput("in");
        for (int i = 0; i < calls; i++) {
            function.addNode(call("f", called, "in", "out" + i));
        }
        return function.addOutput("out0").build();
    }

    private static NodeProto call(String name, String function, String in, String out) {
        return nodeOf(name, function, List.of(in), List.of(out)).toBuilder()
                .setDomain("mine")
                .build();
    }

    @Test
    void messagesAreOneLine() {
        refused(
                "Relu 'a?b' reads 'no?thing', which nothing in the model makes.",
                () -> sound().node("a\nb", "Relu", List.of("no\nthing"), List.of("z")).layers());
    }
}
