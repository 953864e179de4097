package org.lanewise.runtime;

import java.util.Locale;

/**
 * What a warm-up has found that had all the time it takes: a kernel that did not become compiled
 * code throughout.
 *
 * @param slower whether the scalar kernel is faster
 * @param words what was found, as the rest of a sentence
 */
record Shortfall(boolean slower, String words) {
    /**
     * By the figures.
     *
     * @param result what the warm-up came to
     * @param seconds what it took
     * @param ratio the kernel's time by that of the scalar kernel
     */
    static Shortfall of(WarmUp.Result result, double seconds, double ratio) {
        String code =
                switch (result) {
                    case WarmUp.Result.StillSlow(long bytes) ->
                            "the JIT of this JVM leaves vectors on the heap: after a warm-up of "
                                    + rounded(seconds)
                                    + " s a call still allocates "
                                    + bytes
                                    + " bytes";
                    case WarmUp.Result.Ready ready ->
                            "a warm-up of " + rounded(seconds) + " s has not made it fast";
                };
        return ratio > 1
                ? new Shortfall(
                        true,
                        code + ", and the scalar kernel is " + rounded(ratio) + " times as fast")
                : new Shortfall(false, code);
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
