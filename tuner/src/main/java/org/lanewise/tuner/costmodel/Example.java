package org.lanewise.tuner.costmodel;

import java.util.OptionalDouble;

/**
 * What a model learns from.
 *
 * @param problem what was solved: costs of equal problems can be compared, others cannot
 * @param features of the candidate; shared, not to be written to
 * @param cost what it took, or empty where the candidate failed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and made for each measured row.
public record Example(Object problem, float[] features, OptionalDouble cost) {
    /** Checks that the cost is one. */
    public Example {
        cost.ifPresent(Example::require);
    }

    static void require(double cost) {
        if (!(cost > 0) || cost == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "A candidate's time is " + cost + "; it must be positive and finite.");
        }
    }
}
