package org.lanewise.target;

/**
 * The first data cache of a core.
 *
 * @param sets how many sets
 * @param ways cache lines of one set
 * @param lineBytes bytes of a cache line
 */
public record FirstCache(int sets, int ways, int lineBytes) {
    /** Checks that all are positive. */
    public FirstCache {
        if (sets < 1 || ways < 1 || lineBytes < 1) {
            throw new IllegalArgumentException(
                    "A cache of "
                            + sets
                            + " sets, "
                            + ways
                            + " ways and "
                            + lineBytes
                            + " bytes"
                            + " a line holds nothing; give positive numbers.");
        }
    }

    /** All of it, in bytes. */
    public long bytes() {
        return (long) sets * ways * lineBytes;
    }

    /** Distance in bytes of two addresses that share a set. */
    public long period() {
        return (long) sets * lineBytes;
    }

    /**
     * Sets that accesses so many bytes apart fall into: with 64 sets of 64 bytes 4 for 1024 bytes,
     * 64 for 64 and for 1028.
     */
    public int setsMet(long strideBytes) {
        long distinct = period() / greatestDivisor(strideBytes, period());
        return Math.clamp(distinct, 1, sets);
    }

    private static long greatestDivisor(long a, long b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
