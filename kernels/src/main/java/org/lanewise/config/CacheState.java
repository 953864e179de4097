package org.lanewise.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the processor's caches hold when a timed run begins. */
public enum CacheState {
    /** What the run before left there, as in a benchmark loop. */
    HOT,
    /** None of the layer's data, as in a network whose other layers have run in between. */
    COLD;

    /** How users and files write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if the text is neither; the message is one sentence
     */
    public static CacheState parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + text
                                        + "' is no state of the caches; write "
                                        + Arrays.stream(values())
                                                .map(CacheState::text)
                                                .collect(Collectors.joining(" or "))
                                        + "."));
    }
}
