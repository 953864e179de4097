package org.lanewise.tuner.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.tuner.suites.Suite;
import org.lanewise.workload.Workload;

/**
 * The depthwise convolutions of a model.
 *
 * @param name what the model is called: its file's name, and sizes of inputs that were said besides
 * @param layers in the order of the network
 * @param refused those that cannot be computed, or whose sizes are not known
 * @param remarks whole sentences on what else to know of the model
 */
public record ModelLayers(
        String name, List<ModelLayer> layers, List<Refusal> refused, List<String> remarks) {

    /** Keeps unmodifiable copies. */
    public ModelLayers {
        layers = List.copyOf(layers);
        refused = List.copyOf(refused);
        remarks = List.copyOf(remarks);
    }

    /** What is tuned: equal layers are one, with a count and the names of all. */
    public Suite suite() {
        Map<Workload, List<String>> names = new LinkedHashMap<>();
        for (ModelLayer layer : layers) {
            names.computeIfAbsent(layer.workload(), workload -> new ArrayList<>())
                    .add(layer.name());
        }
        return new Suite(
                name,
                names.entrySet().stream()
                        .map(entry ->
                                new Layer(
                                        entry.getValue().getFirst(),
                                        entry.getKey(),
                                        entry.getValue().size(),
                                        entry.getValue()))
                        .toList());
    }
}
