package org.lanewise.tuner.turns;

import java.util.List;
import org.lanewise.tuner.suites.Layer;

/**
 * What to time.
 *
 * @param layers each by itself
 * @param contenders the others are set against the first
 * @param jvms fresh JVMs, each of which times all layers
 * @param rounds how often each kernel has its turn in each of them
 */
public record TurnsPlan(List<Layer> layers, List<Contender> contenders, int jvms, int rounds) {
    /** Copies the lists. */
    public TurnsPlan {
        layers = List.copyOf(layers);
        contenders = List.copyOf(contenders);
    }
}
