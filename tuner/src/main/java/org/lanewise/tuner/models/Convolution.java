package org.lanewise.tuner.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.tuner.models.graph.ElementType;
import org.lanewise.tuner.models.graph.Node;
import org.lanewise.tuner.models.graph.Tensor;
import org.lanewise.tuner.models.graph.UnreadableTensorException;
import org.lanewise.tuner.models.shapes.Dim;
import org.lanewise.tuner.models.shapes.Fact;
import org.lanewise.tuner.models.shapes.Shape;
import org.lanewise.tuner.models.shapes.UndecidedException;
import org.lanewise.tuner.models.shapes.Window;
import org.lanewise.tuner.models.shapes.WindowSettings;
import org.lanewise.workload.InvalidWorkloadException;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** Makes a layer of a depthwise {@code Conv}, or says why not. */
final class Convolution {
    private final Node node;
    private final Surroundings surroundings;
    private final Tensor filter;
    private final int axes;

    /**
     * @throws RefusedException if kernels cannot compute it
     */
    private Convolution(Node node, Surroundings surroundings) {
        this.node = node;
        this.surroundings = surroundings;
        refuseOthers();
        this.filter = filter();
        this.axes = filter.dims().size() - 2;
        if (axes < 1 || axes > 2) {
            throw new RefusedException(
                    "it has " + Math.max(axes, 0) + " spatial dimensions; kernels have one or two");
        }
    }

    /**
     * The layer.
     *
     * @param name what it is called
     * @throws RefusedException with the reason, if kernels cannot compute it
     */
    static ModelLayer layer(Node node, Surroundings surroundings, String name) {
        try {
            return new Convolution(node, surroundings).layer(name);
        } catch (InvalidWorkloadException impossible) {
            throw new RefusedException(withoutPoint(String.valueOf(impossible.getMessage())));
        } catch (UndecidedException undecided) {
            throw new RefusedException(undecided.cause().words());
        } catch (UnreadableTensorException unreadable) {
            throw new RefusedException("a constant cannot be read: " + unreadable.reason());
        }
    }

    private static String withoutPoint(String sentence) {
        return sentence.replaceFirst("\\.$", "");
    }

    private void refuseOthers() {
        switch (node.operatorWords()) {
            case "Conv" -> {}
            case "ConvTranspose", "com.microsoft.ConvTransposeWithDynamicPads" ->
                    throw new RefusedException("it is a transposed convolution");
            case "ConvInteger", "QLinearConv", "com.microsoft.QLinearConv" ->
                    throw new RefusedException("it is quantised; kernels compute in float32");
            default -> throw new RefusedException("its operator is none of ONNX's own");
        }
    }

    private Tensor filter() {
        String value = node.input(1);
        if (value.isEmpty()) {
            throw new RefusedException("it has no weights");
        }
        refuseQuantised(value, "weights");
        refuseQuantised(node.input(0), "input");
        Fact fact = surroundings.fact(value);
        refuseType(fact.type());
        Tensor tensor =
                fact.constant()
                        .orElseThrow(() ->
                                new RefusedException(
                                        surroundings
                                                .realMaker(value)
                                                .map(maker ->
                                                        "its weights are computed at run time, by "
                                                                + maker.words())
                                                .orElse(
                                                        "its weights '"
                                                                + value
                                                                + "' are an input of the model")));
        requireReadable(tensor, "weights");
        return tensor;
    }

    private void refuseQuantised(String value, String what) {
        Optional<Node> maker = surroundings.realMaker(value);
        if (maker.isPresent() && maker.get().operator().equals("DequantizeLinear")) {
            throw new RefusedException(
                    "it is quantised: its "
                            + what
                            + (what.endsWith("s") ? " come from " : " comes from ")
                            + maker.get().words());
        }
    }

    private void refuseType(ElementType type) {
        ElementType input = surroundings.fact(node.input(0)).type();
        for (ElementType each : List.of(type, input)) {
            if (each != ElementType.FLOAT && each != ElementType.UNKNOWN) {
                throw new RefusedException(
                        "it is computed in " + each.text() + "; kernels compute in float32");
            }
        }
        if (type == ElementType.UNKNOWN) {
            throw new RefusedException("its weights are of a type that is not known here");
        }
    }

    private static void requireReadable(Tensor tensor, String what) {
        try {
            tensor.check();
        } catch (UnreadableTensorException unreadable) {
            throw new RefusedException("its " + what + " cannot be read: " + unreadable.reason());
        }
    }

    private ModelLayer layer(String name) {
        int outputs = outputChannels();
        FoldedPad pad = FoldedPad.of(surroundings, node.input(0), axes);
        // Zeros around an image that was quantised before are as good as none.
        refuseQuantised(pad.value(), "input");
        List<Long> input = inputSizes(pad.value());
        Optional<Tensor> bias = bias(outputs);
        Fusion fusion = fusion(outputs, bias);
        Workload workload = workload(input, pad, outputs, fusion);
        List<String> fused = new ArrayList<>();
        for (int i = 0; i < pad.folded(); i++) {
            fused.add("Pad");
        }
        fused.addAll(fusion.fused());
        return new ModelLayer(
                name,
                workload,
                List.copyOf(fused),
                fusion.left(),
                new LayerWeights(filter, bias, List.copyOf(fusion.steps())),
                pad.value(),
                fusion.end());
    }

    private int outputChannels() {
        long groups = node.whole("group", 1);
        long outputs = filter.dims().getFirst();
        if (groups < 1 || outputs < 1 || outputs % groups != 0 || outputs > Integer.MAX_VALUE) {
            throw new RefusedException(
                    "its weights have "
                            + outputs
                            + " output channels, which cannot be shared out to "
                            + groups
                            + " groups");
        }
        return (int) outputs;
    }

    /** Images, channels, and one or two sizes, all known. */
    private List<Long> inputSizes(String value) {
        Shape shape = surroundings.fact(value).shape();
        if (shape instanceof Shape.Unranked(var cause)) {
            throw new RefusedException("the sizes of its input are not known: " + cause.words());
        }
        if (shape instanceof Shape.Ranked(List<Dim> dims)) {
            if (dims.size() != axes + 2) {
                throw new RefusedException(
                        "its input has " + dims.size() + " dimensions, its weights " + (axes + 2));
            }
            for (Dim dim : dims) {
                if (dim instanceof Dim.Open(var cause)) {
                    throw new RefusedException(
                            "its input is " + shape.words() + ": " + cause.words());
                }
            }
        }
        List<Long> sizes = shape.sizes().orElseThrow();
        long groups = node.whole("group", 1);
        if (sizes.get(1) != groups) {
            throw new RefusedException(
                    "its input has " + sizes.get(1) + " channels for " + groups + " groups");
        }
        return sizes;
    }

    private Optional<Tensor> bias(int outputs) {
        if (node.input(2).isEmpty()) {
            return Optional.empty();
        }
        Optional<Tensor> bias = surroundings.fact(node.input(2)).constant();
        if (bias.isPresent()) {
            requireReadable(bias.get(), "bias");
            if (bias.get().count() != outputs) {
                throw new RefusedException(
                        "its bias has "
                                + bias.get().count()
                                + " numbers for "
                                + outputs
                                + " channels");
            }
        }
        return bias;
    }

    private Fusion fusion(int outputs, Optional<Tensor> bias) {
        Fusion fusion = new Fusion(surroundings, outputs, axes + 2, bias.isPresent());
        boolean computedBias = !node.input(2).isEmpty() && bias.isEmpty();
        String output = node.outputs().isEmpty() ? "" : node.outputs().getFirst();
        return computedBias
                ? fusion.not(output, "its bias, which is computed at run time")
                : fusion.follow(output);
    }

    private Workload workload(List<Long> input, FoldedPad pad, int outputs, Fusion fusion) {
        requireSameKernel();
        Window columns = window(axes - 1, pad, input);
        Window rows = axes == 2 ? window(0, pad, input) : new Window(1, 1, 1, 0, 0);
        int channels = size(input.get(1));
        return new Workload(
                size(input.get(0)),
                channels,
                outputs / channels,
                new Size(axes == 2 ? size(input.get(2)) : 1, size(input.getLast())),
                new Size(size(rows.kernel()), size(columns.kernel())),
                new Size(size(rows.stride()), size(columns.stride())),
                new Padding(
                        size(rows.before()),
                        size(columns.before()),
                        size(rows.after()),
                        size(columns.after())),
                new Size(size(rows.dilation()), size(columns.dilation())),
                Layout.NCHW,
                fusion.epilogue());
    }

    private void requireSameKernel() {
        List<Long> taps = filter.dims().subList(2, filter.dims().size());
        List<Long> said = node.wholes("kernel_shape", taps);
        if (!said.equals(taps)) {
            throw new RefusedException("its kernel_shape is " + said + ", but its weights " + taps);
        }
    }

    /** A dimension's window, the padding of nodes before it included. */
    private Window window(int axis, FoldedPad pad, List<Long> input) {
        Window said = WindowSettings.window(node, filter.dims().get(axis + 2), axis, axes);
        Window.AutoPad auto = WindowSettings.autoPad(node);
        if (auto != Window.AutoPad.NOTSET && (said.before() != 0 || said.after() != 0)) {
            throw new RefusedException("it has both pads and the auto_pad " + auto);
        }
        long before = pad.before()[axis];
        long after = pad.after()[axis];
        Window own = said.padded(auto, input.get(axis + 2) + before + after);
        return new Window(
                own.kernel(),
                own.stride(),
                own.dilation(),
                own.before() + before,
                own.after() + after);
    }

    private static int size(long size) {
        if (size < Integer.MIN_VALUE || size > Integer.MAX_VALUE) {
            throw new RefusedException("it has a size of " + size);
        }
        return (int) size;
    }
}
