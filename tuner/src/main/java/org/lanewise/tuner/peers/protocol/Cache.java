package org.lanewise.tuner.peers.protocol;

import java.util.Locale;

/** Where a timed call finds its tensors. */
public enum Cache {
    /** As near as they fit: the call before was the same. */
    HOT,
    /** In main memory: the caches were filled with something else. */
    COLD;

    /** The name on the command line and in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
