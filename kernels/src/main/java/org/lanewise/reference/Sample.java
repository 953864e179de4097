package org.lanewise.reference;

import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * Outputs of a workload to be checked: all of them, or so many that it takes no longer than a
 * second to say what they should be. Of each dimension a sample holds the first and last places,
 * where tiles, padding and vectors end, and others by chance, of each plane other ones. Immutable
 * and thread-safe.
 */
final class Sample {
    private static final long SEED = 41;

    /** Multiply-adds of all outputs in a sample, some tenths of a second. */
    private static final long MOST_PRODUCTS = 1L << 27;

    /** Outputs in a sample, which take some 100 MB. */
    private static final long MOST_OUTPUTS = 1L << 22;

    /** Of a dimension that has as many. */
    private static final long LEAST = 3;

    /** Is shown outputs one after the other, always in the same order. */
    @FunctionalInterface
    interface Visitor {
        /** One output; channels of the last block's filling too. */
        void output(int image, int channel, int row, int column);
    }

    private final boolean all;
    private final int[] images;
    private final int[] channels;
    private final Size size;
    private final int rows;
    private final int columns;

    private Sample(Workload workload, long most) {
        size = workload.output();
        int stored = workload.layout().storedChannels(workload.outputChannels());
        long[] sizes = {stored, size.w(), size.h(), workload.batch()};
        long[] counts = counts(sizes, most);
        all = IntStream.range(0, sizes.length).allMatch(i -> counts[i] == sizes[i]);
        columns = (int) counts[1];
        rows = (int) counts[2];
        RandomGenerator random = new SplittableRandom(SEED);
        images = places(workload.batch(), (int) counts[3], random);
        channels =
                IntStream.concat(
                                IntStream.of(workload.outputChannels() - 1),
                                IntStream.of(places(stored, (int) counts[0], random)))
                        .distinct()
                        .sorted()
                        .toArray();
    }

    /** All outputs. */
    static Sample all(Workload workload) {
        return new Sample(workload, Long.MAX_VALUE);
    }

    /** All outputs of a small workload, a part of those of a large one. */
    static Sample of(Workload workload) {
        return new Sample(workload, Math.min(MOST_OUTPUTS, MOST_PRODUCTS / workload.taps()));
    }

    /** As many of the first dimension as there can be, then of the second, and so on. */
    private static long[] counts(long[] sizes, long most) {
        long[] counts = new long[sizes.length];
        long product = 1;
        for (int i = 0; i < sizes.length; i++) {
            counts[i] = Math.min(LEAST, sizes[i]);
            product *= counts[i];
        }
        for (int i = 0; i < sizes.length; i++) {
            long others = product / counts[i];
            counts[i] = Math.max(counts[i], Math.min(sizes[i], most / others));
            product = others * counts[i];
        }
        return counts;
    }

    /** So many places of a dimension: a quarter from its ends, the rest by chance. */
    private static int[] places(int size, int count, RandomGenerator random) {
        if (count == size) {
            return IntStream.range(0, size).toArray();
        }
        TreeSet<Integer> places = new TreeSet<>();
        for (int i = 0; places.size() < Math.max(2, count / 4); i++) {
            places.add(i);
            places.add(size - 1 - i);
        }
        while (places.size() < count) {
            places.add(random.nextInt(size));
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether no output is left out. */
    boolean isAll() {
        return all;
    }

    /** How many outputs. */
    long count() {
        return (long) images.length * channels.length * rows * columns;
    }

    void forEach(Visitor visitor) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int image : images) {
            for (int channel : channels) {
                int[] chosen = places(size.w(), columns, random);
                for (int row : places(size.h(), rows, random)) {
                    for (int column : chosen) {
                        visitor.output(image, channel, row, column);
                    }
                }
            }
        }
    }
}
