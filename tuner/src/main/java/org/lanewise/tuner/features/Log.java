package org.lanewise.tuner.features;

/**
 * Logarithms that are the same on every machine: {@link Math#log} may be an intrinsic that differs
 * in the last bit.
 */
final class Log {
    private static final double LN2 = StrictMath.log(2);

    private Log() {}

    static double base2(double value) {
        return StrictMath.log(value) / LN2;
    }

    static double ofOnePlus(double value) {
        return base2(1 + value);
    }
}
