package org.lanewise.runtime;

import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.lanewise.host.Jvm;

/**
 * Tells the flight recorder what happens, once one was set up: defining the first event sets the
 * recorder up, which takes as long as all the rest of a convolution's first run. Thread-safe.
 */
final class Events {
    private static final boolean RECORDER = Jvm.has("jdk.jfr");

    private Events() {}

    private static boolean recording() {
        return RECORDER && FlightRecorder.isInitialized();
    }

    /** A convolution was asked for and gets a kernel. */
    static void chosen(Selection selection) {
        if (recording()) {
            FlightEvents.chosen(selection);
        }
    }

    /** It is no tuned one, or a warm-up has found that it is none any more. */
    static void fallback(Selection selection) {
        if (recording()) {
            FlightEvents.fallback(selection);
        }
    }

    /** A warm-up, with its length. */
    static WarmUp.Result warmUp(Selection selection, Supplier<WarmUp.Result> work) {
        return recording() ? FlightEvents.warmUp(selection, work) : work.get();
    }
}
