package org.lanewise.tuner.peers.compare;

import org.lanewise.tuner.suites.Layer;

/** Is told what a comparison does while it does it. Called from the comparing thread. */
public interface CompareProgress {
    /** The machine's limits are about to be measured, which takes some seconds. */
    void measuringLimits(int threads);

    /** A contender is about to be prepared and checked on a layer. */
    void proving(Layer layer, String contender);

    /** One of so many rounds over all contenders is through. */
    void round(Layer layer, int done, int rounds);
}
