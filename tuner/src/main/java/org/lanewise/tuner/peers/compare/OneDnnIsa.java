package org.lanewise.tuner.peers.compare;

import java.util.Optional;

/**
 * What oneDNN is held to where the JVM's vectors are narrower than those of the widest processors,
 * so that both use the same registers. The names are those of oneDNN.
 */
public enum OneDnnIsa {
    /** Vectors of 128 bits. */
    SSE41("SSE4.1"),
    /** Vectors of 256 bits. */
    AVX2("AVX2");

    /** The environment variable that holds it. */
    static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

    private final String words;

    OneDnnIsa(String words) {
        this.words = words;
    }

    /** What an x86 processor is held to; empty where nothing must be left out. */
    static Optional<OneDnnIsa> of(int vectorBits) {
        return switch (vectorBits) {
            case 128 -> Optional.of(SSE41);
            case 256 -> Optional.of(AVX2);
            default -> Optional.empty();
        };
    }

    /** For people. */
    public String words() {
        return words;
    }
}
