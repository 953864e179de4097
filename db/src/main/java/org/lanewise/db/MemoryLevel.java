package org.lanewise.db;

/**
 * One level of the memory as some threads share it.
 *
 * @param name {@code L1}, {@code L2}, {@code L3} or {@code memory}
 * @param capacityBytes what fits in, all caches of this level that the threads have counted; {@link
 *     Long#MAX_VALUE} for main memory
 * @param copyGbs bandwidth of a copy that lives in this level, all threads together: bytes read
 *     plus bytes written, 10^9 a second
 */
public record MemoryLevel(String name, long capacityBytes, double copyGbs) {}
