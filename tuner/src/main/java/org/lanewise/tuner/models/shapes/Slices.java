package org.lanewise.tuner.models.shapes;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a Slice cuts out, along some axes.
 *
 * @param axes the axes
 * @param starts first element along each
 * @param ends the one behind the last
 * @param steps from one to the next, negative for backwards
 */
record Slices(int[] axes, long[] starts, long[] ends, long[] steps) {
    static Slices of(Call call) {
        long[] starts = call.wholes("starts", 1).orElse(new long[0]);
        long[] ends = call.wholes("ends", 2).orElse(new long[0]);
        long[] axes =
                call.wholes("axes", 3)
                        .orElseGet(
                                () -> IntStream.range(0, starts.length).asLongStream().toArray());
        long[] steps = new long[starts.length];
        Arrays.fill(steps, 1);
        if (call.has(4)) {
            steps = call.wholes(4);
        }
        if (ends.length != starts.length
                || axes.length != starts.length
                || steps.length != starts.length
                || Arrays.stream(steps).anyMatch(step -> step == 0)) {
            throw call.undecided("has starts, ends, axes and steps that do not fit together");
        }
        return new Slices(call.axes(axes, call.rank(0)), starts, ends, steps);
    }

    /** The first element along one of its axes, of a dimension of so many. */
    long first(int index, long size) {
        long start = fromFront(starts[index], size);
        return steps[index] > 0
                ? Math.clamp(start, 0L, size)
                : Math.clamp(start, 0L, Math.max(0, size - 1));
    }

    /** How many elements are left. */
    long count(int index, long size) {
        long end = fromFront(ends[index], size);
        long bounded =
                steps[index] > 0
                        ? Math.clamp(end, 0L, size)
                        : Math.clamp(end, -1L, Math.max(-1, size - 1));
        return Math.max(0, Math.ceilDiv(bounded - first(index, size), steps[index]));
    }

    private static long fromFront(long place, long size) {
        return place < 0 ? Math.max(place, Long.MIN_VALUE / 2) + size : place;
    }
}
