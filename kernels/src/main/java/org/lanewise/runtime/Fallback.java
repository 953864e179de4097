package org.lanewise.runtime;

import java.lang.System.Logger;

/**
 * What to do where no tuned kernel runs: the workload was not tuned, or not for such a processor,
 * this JVM cannot run vectors, the kernel cannot be loaded or compiled, or a warm-up finds that the
 * JIT leaves it slower than the scalar one.
 */
public enum Fallback {
    /** Refuse the workload with a {@link FallbackException}. */
    FAIL,
    /**
     * Use the schedule of a neighbouring shape, the default one or the scalar kernel, and say so as
     * a warning of the {@link System.Logger} named {@code org.lanewise}.
     */
    WARN,
    /** Use the same without a word. */
    SILENT;

    /** For a selection that is none of tuning. */
    void apply(Selection selection) {
        switch (this) {
            case FAIL -> throw new FallbackException(selection.words());
            case WARN ->
                    System.getLogger("org.lanewise").log(Logger.Level.WARNING, selection.words());
            case SILENT -> {}
        }
    }
}
