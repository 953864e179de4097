package org.lanewise.tuner.suites;

import java.util.List;
import org.lanewise.workload.Workload;

/**
 * One entry of a suite.
 *
 * @param name the layer's name in its network, or its text form
 * @param workload the computation
 * @param count how often the network runs it
 * @param names all places of the network that run it, by name, if they have one each; the first is
 *     {@code name}
 */
public record Layer(String name, Workload workload, int count, List<String> names) {
    /** Keeps an unmodifiable copy. */
    public Layer {
        names = List.copyOf(names);
    }

    /** One name for all places. */
    public Layer(String name, Workload workload, int count) {
        this(name, workload, count, List.of(name));
    }
}
