package org.lanewise.tuner.peers.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lanewise.compile.KernelCompileException;
import org.lanewise.runtime.DepthwiseConv;
import org.lanewise.runtime.TunedKernels;
import org.lanewise.tuner.models.LayerWeights;
import org.lanewise.tuner.models.ModelLayer;
import org.lanewise.tuner.models.ModelLayers;
import org.lanewise.tuner.models.graph.ModelException;
import org.lanewise.tuner.models.graph.UnreadableTensorException;
import org.lanewise.tuner.models.onnx.Exposed;
import org.lanewise.tuner.peers.ContenderException;
import org.lanewise.tuner.peers.Peer;
import org.lanewise.tuner.peers.PeerMissingException;
import org.lanewise.tuner.peers.WholeModel;
import org.lanewise.tuner.peers.WholeModel.Value;
import org.lanewise.workload.Size;
import org.lanewise.workload.TensorStrides;
import org.lanewise.workload.Workload;

/**
 * Lets ONNX Runtime run the original model, and gives each layer what it read there: whatever was
 * folded into the layer, its output must be what the model goes on with.
 */
final class WholeRun {
    private static final long SEED = 1604;

    /** Two orders of adding up some hundred products, as a share of the largest output. */
    private static final double TOLERANCE = 1e-4;

    private final ModelLayers model;
    private final TunedKernels kernels;

    WholeRun(ModelLayers model, TunedKernels kernels) {
        this.model = model;
        this.kernels = kernels;
    }

    /**
     * Compares.
     *
     * @param workloads what to run, by the layer's name
     */
    WholeProof compare(Path file, Map<String, Workload> workloads) {
        try {
            Optional<WholeModel> runner =
                    ServiceLoader.load(Peer.class).stream()
                            .flatMap(peer -> peer.get().wholeModel().stream())
                            .findFirst();
            return runner.isEmpty()
                    ? WholeProof.refused("ONNX Runtime is not built in")
                    : compare(file, workloads, runner.get());
        } catch (ContenderException | PeerMissingException | ModelException unable) {
            return WholeProof.refused(String.valueOf(unable.getMessage()));
        } catch (IOException gone) {
            return WholeProof.refused("The model cannot be read: " + gone.getMessage());
        }
    }

    private WholeProof compare(Path file, Map<String, Workload> workloads, WholeModel runner)
            throws IOException {
        List<ModelLayer> layers =
                model.layers().stream()
                        .filter(layer -> workloads.containsKey(layer.name()))
                        .toList();
        TreeSet<String> wanted = new TreeSet<>();
        for (ModelLayer layer : layers) {
            wanted.add(layer.input());
            wanted.add(layer.output());
        }
        Exposed exposed = Exposed.of(file, wanted);
        Map<String, Value> values = new HashMap<>(inputs(exposed));
        TreeSet<String> made = new TreeSet<>(exposed.values());
        made.removeAll(values.keySet());
        values.putAll(runner.run(exposed.bytes(), Map.copyOf(values), made));
        return compared(layers, workloads, values);
    }

    private WholeProof compared(
            List<ModelLayer> layers, Map<String, Workload> workloads, Map<String, Value> values) {
        List<String> wrong = new ArrayList<>();
        double largest = 0;
        int same = 0;
        for (ModelLayer layer : layers) {
            Workload workload = workloads.get(layer.name());
            Value input = values.get(layer.input());
            Value output = values.get(layer.output());
            if (workload == null || input == null || output == null) {
                continue;
            }
            try {
                largest = Math.max(largest, distance(layer, workload, input, output));
                same++;
            } catch (NotReproducedException | UnreadableTensorException unlike) {
                wrong.add(layer.name() + ": " + unlike.getMessage());
            } catch (KernelCompileException unable) {
                wrong.add(layer.name() + ": its kernel cannot run: " + unable.getMessage());
            }
        }
        return new WholeProof(same, layers.size() - same - wrong.size(), largest, wrong, "");
    }

    /** A layer does not make what the model goes on with. */
    private static final class NotReproducedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotReproducedException(String message) {
            super(message);
        }
    }

    /** Numbers as images have them, from 0 to 1. */
    private Map<String, Value> inputs(Exposed exposed) {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Value> inputs = new HashMap<>();
        for (String name : exposed.inputs()) {
            List<Long> sizes = model.inputs().get(name);
            if (sizes == null) {
                throw new ModelException(
                        "The model's input '" + name + "' is no tensor of floats of known sizes.");
            }
            float[] elements =
                    new float[Math.toIntExact(sizes.stream().reduce(1L, Math::multiplyExact))];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = random.nextFloat();
            }
            inputs.put(name, new Value(sizes, elements));
        }
        return inputs;
    }

    /** Of the outputs from the model's, as a share of the largest of those. */
    private double distance(ModelLayer layer, Workload workload, Value input, Value output) {
        LayerWeights.Numbers numbers = layer.weights().numbers();
        float[] bias = workload.epilogue().bias() ? numbers.bias() : new float[0];
        float[] in = new float[Math.toIntExact(workload.inputElements())];
        float[] out = new float[Math.toIntExact(workload.outputElements())];
        int[] inPlaces = places(workload, workload.channels(), workload.input());
        int[] outPlaces = places(workload, workload.outputChannels(), workload.output());
        requireSize("reads", input, inPlaces.length);
        requireSize("makes", output, outPlaces.length);
        for (int i = 0; i < inPlaces.length; i++) {
            in[inPlaces[i]] = input.elements()[i];
        }
        try (DepthwiseConv conv = kernels.depthwise(workload, numbers.weights(), bias)) {
            // Twice: the first run of a kernel that is not warm is computed without it.
            conv.run(in, out);
            conv.run(in, out);
        }
        double largest = 0;
        double distance = 0;
        for (int i = 0; i < outPlaces.length; i++) {
            float expected = output.elements()[i];
            largest = Math.max(largest, Math.abs(expected));
            distance = Math.max(distance, Math.abs(out[outPlaces[i]] - expected));
        }
        double share = largest == 0 ? distance : distance / largest;
        if (!(share <= TOLERANCE)) {
            throw new NotReproducedException(
                    String.format(
                            Locale.ROOT,
                            "it differs from the whole model by %.1e of its largest output.",
                            share));
        }
        return share;
    }

    private static void requireSize(String does, Value value, int elements) {
        if (value.elements().length != elements) {
            throw new NotReproducedException(
                    String.format(
                            Locale.ROOT,
                            "in the whole model it %s %s, which are not its %d elements.",
                            does,
                            value.sizes().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining("x")),
                            elements));
        }
    }

    /** Where the elements of a plain tensor lie in the workload's layout. */
    private static int[] places(Workload workload, int channels, Size size) {
        TensorStrides strides = workload.layout().strides(channels, size);
        int[] places = new int[Math.toIntExact(size.pixels() * workload.batch() * channels)];
        int at = 0;
        for (int n = 0; n < workload.batch(); n++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < size.h(); y++) {
                    for (int x = 0; x < size.w(); x++) {
                        places[at++] = (int) strides.index(n, c, y, x);
                    }
                }
            }
        }
        return places;
    }
}
