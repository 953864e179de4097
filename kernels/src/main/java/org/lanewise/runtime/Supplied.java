package org.lanewise.runtime;

import org.lanewise.kernel.DepthwiseKernel;

/** What came of asking for a kernel. */
sealed interface Supplied {
    /** There it is. */
    record Ready(DepthwiseKernel kernel) implements Supplied {}

    /**
     * It cannot be had here.
     *
     * @param why the reason, what follows "its kernel"
     */
    record Refused(String why) implements Supplied {}
}
