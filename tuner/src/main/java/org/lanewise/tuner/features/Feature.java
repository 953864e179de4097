package org.lanewise.tuner.features;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One input of the cost model.
 *
 * @param name short name, unique in its {@link FeatureSet}
 * @param meaning what the number says of the kernel, in one line
 * @param value computes it
 */
record Feature(String name, String meaning, ToDoubleFunction<KernelCounts> value) {
    /** A feature that is 1 where {@code condition} holds and 0 elsewhere. */
    static Feature flag(String name, String meaning, Predicate<KernelCounts> condition) {
        return new Feature(name, meaning, plan -> condition.test(plan) ? 1 : 0);
    }

    /** A feature on a base-2 logarithmic scale; one is added first, so that zero stays zero. */
    static Feature log(String name, String meaning, ToDoubleFunction<KernelCounts> value) {
        return new Feature(name, meaning, plan -> Log.ofOnePlus(value.applyAsDouble(plan)));
    }
}
