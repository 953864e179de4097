package org.lanewise.tuner.models;

import java.util.List;
import java.util.Map;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;

/**
 * The depthwise convolutions of a model.
 *
 * @param name what the model is called: its file's name, and sizes of inputs that were said besides
 * @param layers in the order of the network
 * @param refused those that cannot be computed, or whose sizes are not known
 * @param remarks whole sentences on what else to know of the model
 * @param inputs sizes of those inputs that are tensors of floats of known sizes, by name
 */
public record ModelLayers(
        String name,
        List<ModelLayer> layers,
        List<Refusal> refused,
        List<String> remarks,
        Map<String, List<Long>> inputs) {

    /** Keeps unmodifiable copies. */
    public ModelLayers {
        layers = List.copyOf(layers);
        refused = List.copyOf(refused);
        remarks = List.copyOf(remarks);
        inputs = Map.copyOf(inputs);
    }

    /** What is tuned: each layer under its own name, equal ones too. */
    public Suite suite() {
        return new Suite(
                name,
                layers.stream()
                        .map(layer -> new Layer(layer.name(), layer.workload(), 1))
                        .toList());
    }

    /** How many of them are different. */
    public long shapes() {
        return layers.stream().map(ModelLayer::workload).distinct().count();
    }
}
