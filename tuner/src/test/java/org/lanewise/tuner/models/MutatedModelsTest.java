package org.lanewise.tuner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.lanewise.tuner.models.SmallModel.body;
import static org.lanewise.tuner.models.SmallModel.nodeOf;
import static org.lanewise.tuner.models.SmallModel.text;
import static org.lanewise.tuner.models.SmallModel.whole;
import static org.lanewise.tuner.models.SmallModel.wholesOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.onnx.OnnxFile;

/**
 * Damaged models: whatever is in a file, the answer is a list or a sentence, and comes soon. {@code
 * -Dlanewise.mutations=100000} tries more of them, {@code -Dlanewise.mutations.seed=7} others.
 */
@Tag("slow")
class MutatedModelsTest {
    private static final int CASES = Integer.getInteger("lanewise.mutations", 10_000);
    private static final long SEED = Long.getLong("lanewise.mutations.seed", 1);

    /** On a busy machine; it takes some milliseconds. */
    private static final long LONGEST_NANOS = 5_000_000_000L;

    /**
     * A model in two parts, which are one when they follow each other.
     *
     * @param nodes all but the constants; most mutations are here
     * @param constants the rest
     */
    private record Base(byte[] nodes, byte[] constants) {
        static Base of(ModelProto model) {
            GraphProto constants =
                    GraphProto.newBuilder()
                            .addAllInitializer(model.getGraph().getInitializerList())
                            .build();
            ModelProto.Builder nodes = model.toBuilder();
            nodes.getGraphBuilder().clearInitializer();
            return new Base(
                    nodes.build().toByteArray(),
                    ModelProto.newBuilder().setGraph(constants).build().toByteArray());
        }

        byte[] mutated(SplittableRandom random) {
            boolean everywhere = random.nextInt(10) == 0;
            byte[] first = everywhere ? joined(nodes, constants) : nodes;
            byte[] mutant = first.clone();
            for (int i = random.nextInt(1, 4); i > 0 && mutant.length > 8; i--) {
                mutant = mutate(mutant, random);
            }
            return everywhere ? mutant : joined(mutant, constants);
        }

        private static byte[] joined(byte[] a, byte[] b) {
            byte[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
        }

        private static byte[] mutate(byte[] bytes, SplittableRandom random) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(1, 40), bytes.length - at);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, at + Math.min(length, 9), (byte) 0xff);
                case 3 -> {
                    return Arrays.copyOf(bytes, at);
                }
                case 4 -> {
                    // A piece is left out.
                    return joined(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(bytes, at + length, bytes.length));
                }
                case 5 -> {
                    // A piece occurs twice.
                    return joined(
                            Arrays.copyOf(bytes, at + length),
                            Arrays.copyOfRange(bytes, at, bytes.length));
                }
                default -> bytes[at] = (byte) (bytes[at] + random.nextInt(-3, 4));
            }
            return bytes;
        }
    }

    private static List<Base> bases() throws IOException {
        List<Base> bases =
                new ArrayList<>(
                        Stream.of(network(), withBodies(), withFunction())
                                .map(SmallModel::proto)
                                .map(Base::of)
                                .toList());
        for (String name : List.of(SharedModels.BLAZE_FACE, SharedModels.M_LSD)) {
            for (Path file : SharedModels.search("models/" + name).stream().toList()) {
                bases.add(Base.of(ModelProto.parseFrom(Files.readAllBytes(file))));
            }
        }
        return bases;
    }

    private static SmallModel network() {
        return new SmallModel()
                .input("x", 1, 4, 16, 16)
                .weights("w", 4, 1, 3, 3)
                .weights("n", 4)
                .wholes("pads", 0, 0, 0, 0, 0, 0, 1, 1)
                .node("Pad", List.of("x", "pads"), "p")
                .depthwise("dw", "p", "c", 4, wholesOf("strides", 2, 2))
                .node("BatchNormalization", List.of("c", "n", "n", "n", "n"), "b")
                .number("lo", 0)
                .number("hi", 6)
                .node("Clip", List.of("b", "lo", "hi"), "r")
                .node("Shape", List.of("r"), "s")
                .wholes("2", 2)
                .wholes("9", 9)
                .wholes("0", 0)
                .node("Slice", List.of("s", "2", "9", "0"), "hw")
                .node("Mul", List.of("hw", "2"), "more")
                .wholes("nc", 1, 4)
                .node("Concat", List.of("nc", "more"), "sizes", whole("axis", 0))
                .node("Resize", List.of("r", "", "", "sizes"), "big")
                .info("big", 1, 4, 16, 16)
                .depthwise("up", "big", "y", 4, text("auto_pad", "SAME_LOWER"))
                .output("y");
    }

    private static SmallModel withBodies() {
        SmallModel loop =
                new SmallModel()
                        .typedInput("i", SmallModel.INT64)
                        .typedInput("go", SmallModel.BOOL)
                        .input("in", "a", "b", "c")
                        .depthwise("round", "in", "out", 4, wholesOf("pads", 1, 1))
                        .output("go")
                        .output("out");
        SmallModel yes = new SmallModel().depthwise("yes", "z", "t", 4).output("t");
        SmallModel no = new SmallModel().node("Identity", List.of("z"), "e").output("e");
        return new SmallModel()
                .input("x", 1, 4, 16)
                .typedInput("c", SmallModel.BOOL)
                .weights("w", 4, 1, 3)
                .wholes("times", 3)
                .node("Loop", List.of("times", "", "x"), "z", body("body", loop))
                .node("If", List.of("c"), "y", body("then_branch", yes), body("else_branch", no))
                .output("y");
    }

    private static SmallModel withFunction() {
        FunctionProto block =
                FunctionProto.newBuilder()
                        .setDomain("mine")
                        .setName("Block")
                        .addInput("in")
                        .addOutput("out")
                        .addNode(nodeOf("r", "Relu", List.of("in"), List.of("out")))
                        .build();
        return new SmallModel()
                .input("x", 1, 4, 16, 16)
                .weights("w", 4, 1, 3, 3)
                .function(block)
                .node(
                        nodeOf("call", "Block", List.of("x"), List.of("v")).toBuilder()
                                .setDomain("mine")
                                .build())
                .depthwise("dw", "v", "y", 4)
                .output("y");
    }

    @Test
    void aDamagedModelIsAListOrASentence() throws IOException {
        List<Base> bases = bases();
        int lists = 0;
        int sentences = 0;
        for (int number = 0; number < CASES; number++) {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
            byte[] mutant = bases.get(number % bases.size()).mutated(random);
            long start = System.nanoTime();
            try {
                requireSound(read(mutant), number);
                lists++;
            } catch (ModelException known) {
                assertThat(known.getMessage())
                        .as("case %d", number)
                        .endsWith(".")
                        .doesNotContain("\n");
                sentences++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                fail("case " + number + " of seed " + SEED, fault);
            }
            assertThat(System.nanoTime() - start).as("case %d", number).isLessThan(LONGEST_NANOS);
        }
        assertThat(lists).isGreaterThan(CASES / 20);
        assertThat(sentences).isGreaterThan(CASES / 20);
    }

    private static ModelLayers read(byte[] mutant) {
        return Models.layers(
                OnnxFile.read(mutant, "mutant.onnx", Path.of("/nonexistent")), "mutant", Map.of());
    }

    /** Each layer is named once, and its weights are as many as it needs. */
    private static void requireSound(ModelLayers model, int number) {
        assertThat(
                        Stream.concat(
                                model.layers().stream().map(ModelLayer::name),
                                model.refused().stream().map(Refusal::name)))
                .as("case %d", number)
                .doesNotHaveDuplicates();
        for (ModelLayer layer : model.layers()) {
            LayerWeights.Numbers numbers = layer.weights().numbers();
            assertThat((long) numbers.weights().length)
                    .as("case %d", number)
                    .isEqualTo(layer.workload().weightElements());
            assertThat(numbers.bias()).hasSize(layer.workload().outputChannels());
        }
    }
}
