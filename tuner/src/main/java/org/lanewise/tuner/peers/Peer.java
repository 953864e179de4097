package org.lanewise.tuner.peers;

import java.util.List;
import java.util.Optional;

/**
 * A library that computes convolutions too. Implementations have a constructor without parameters.
 */
public interface Peer {
    /**
     * What the library sends into the comparison on tensors of the workload's layout; nothing where
     * it does not know that layout. Loads nothing yet.
     */
    List<Entrant> entrants(Task task);

    /** What runs whole models, if the library does. */
    default Optional<WholeModel> wholeModel() {
        return Optional.empty();
    }
}
