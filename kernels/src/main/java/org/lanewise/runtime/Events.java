package org.lanewise.runtime;

import java.util.function.Supplier;
import org.lanewise.host.Jvm;

/** Tells the flight recorder what happens, in JVMs that have one. Thread-safe. */
final class Events {
    private static final boolean RECORDER = Jvm.has("jdk.jfr");

    private Events() {}

    /** A convolution was asked for and gets a kernel. */
    static void chosen(Selection selection) {
        if (RECORDER) {
            FlightEvents.chosen(selection);
        }
    }

    /** It is no tuned one, or a warm-up has found that it is none any more. */
    static void fallback(Selection selection) {
        if (RECORDER) {
            FlightEvents.fallback(selection);
        }
    }

    /** A warm-up, with its length. */
    static WarmUp.Result warmUp(Selection selection, Supplier<WarmUp.Result> work) {
        return RECORDER ? FlightEvents.warmUp(selection, work) : work.get();
    }
}
