package org.lanewise.tuner.suites;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Layers that are tuned together, such as one network's.
 *
 * @param name what the user types
 * @param layers in network order, each shape once
 */
public record Suite(String name, List<Layer> layers) {
    /** Keeps an unmodifiable copy. */
    public Suite {
        layers = List.copyOf(layers);
    }

    /**
     * The same layers on tensors in another layout; what is named after its workload is renamed.
     */
    public Suite withLayout(Layout layout) {
        List<Layer> moved = layers.stream().map(layer -> moved(layer, layout)).toList();
        boolean namedAfterLayer = layers.size() == 1 && name.equals(layers.getFirst().name());
        return new Suite(namedAfterLayer ? moved.getFirst().name() : name, moved);
    }

    private static Layer moved(Layer layer, Layout layout) {
        Workload workload = layer.workload().withLayout(layout);
        boolean namedAfterWorkload = layer.name().equals(layer.workload().toString());
        return new Layer(
                namedAfterWorkload ? workload.toString() : layer.name(), workload, layer.count());
    }

    /** The layout of all layers, {@code mixed} if they have several. */
    public String layoutText() {
        return Layout.textOf(layers.stream().map(Layer::workload));
    }

    /** How the layouts read in a sentence. */
    public String layoutWords() {
        return layoutText().equals(Layout.MIXED) ? "these layouts" : layoutText();
    }

    /** Floating-point operations of one run of the network's depthwise layers. */
    public double flops() {
        return layers.stream()
                .mapToDouble(layer -> (double) layer.workload().flops() * layer.count())
                .sum();
    }

    /**
     * How often the network runs a layer of each workload. Of layers that compute the same the
     * largest count: each has a row of its own wherever counts are weights.
     */
    public Map<Workload, Integer> counts() {
        return layers.stream().collect(toMap(Layer::workload, Layer::count, Integer::max));
    }

    /** Only the first {@code most} layers. */
    public Suite first(int most) {
        return new Suite(name, layers.subList(0, Math.min(most, layers.size())));
    }
}
