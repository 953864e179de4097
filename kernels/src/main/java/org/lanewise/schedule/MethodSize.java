package org.lanewise.schedule;

import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * How many bytecodes the largest method of a kernel has at the most: its register tile with every
 * tap on the image. HotSpot never compiles a method of more than {@link #HOTSPOT_LIMIT}, whatever
 * time it is given.
 */
final class MethodSize {
    /** HotSpot's HugeMethodLimit. */
    static final long HOTSPOT_LIMIT = 8000;

    /** Loops, addresses and the definition of masks. */
    private static final int FRAME = 400;

    /** What tells C2 the class of a vector. */
    private static final int CAST = 8;

    private static final int STORE = 23;
    private static final int CLAMP = 34 + 2 * CAST;
    private static final int START = 8;
    private static final int LOAD = 25;

    /** Some lanes of one vector and some of another. */
    private static final int SELECT = 21 + 3 * CAST;

    /** Lanes of one vector in another order. */
    private static final int SPREAD = 14 + 2 * CAST;

    private static final int BROADCAST = 23 + CAST;
    private static final int MULTIPLY_ADD = 11;

    /** Output rows outside the loop of a sweep; so many stores alone are beyond the limit. */
    private static final int MOST_SINGLE_ROWS = (int) HOTSPOT_LIMIT / STORE;

    /** An accumulator that takes over another's value. */
    private static final int HAND_ON = 8;

    /** Naming the mask of a load or store. */
    private static final int MASK = 2;

    /** Vectors beyond this have an index of two bytes, behind a prefix: 256 less all addresses. */
    private static final int NARROW_LOCALS = 215;

    private static final int WIDE_OPERAND = 2;

    private MethodSize() {}

    static long atMost(Workload workload, Schedule schedule) {
        Size kernel = workload.kernel();
        return switch (schedule.unroll()) {
            case TAPS -> tile(workload, schedule, schedule.tileW(), kernel.h(), kernel.w());
            case COLUMNS -> tile(workload, schedule, schedule.tileW(), 1, kernel.w());
            case SLIDE -> slide(workload, schedule);
            case NONE -> {
                long rolled = tile(workload, schedule, schedule.tileW(), 1, 1);
                // Border vectors along the width keep their column taps written out, see Tiling.
                yield schedule.axis() == VectorAxis.WIDTH
                        ? Math.max(rolled, tile(workload, schedule, 1, 1, kernel.w()))
                        : rolled;
            }
        };
    }

    /** A tile with so many columns and so many taps written out in each direction. */
    private static long tile(
            Workload workload, Schedule schedule, long columns, long tapRows, long tapColumns) {
        long rows =
                places(schedule.tileH(), workload.stride().h(), tapRows, workload.dilation().h());
        long weights = tapRows * tapColumns;
        long accumulators = schedule.tileH() * columns;
        return code(
                workload,
                schedule,
                new Count(
                        rows, columns, tapColumns, weights, accumulators, accumulators * weights));
    }

    /**
     * A sweep: rows before the loop, once more for a band that begins further down, the loop, and
     * output rows outside it, each with the weights it uses.
     */
    private static long slide(Workload workload, Schedule schedule) {
        Sweep sweep = Sweep.of(workload, schedule);
        long columns = schedule.tileW();
        long tapColumns = workload.kernel().w();
        boolean banded = Tasks.of(workload, schedule).bands() > 1;
        Sweep.Reading before = sweep.reading(-sweep.padding(), 0, sweep.shared(), sweep.outputs());
        Sweep.Reading complete =
                sweep.reading(-sweep.shared(), sweep.shared(), sweep.kernel(), Integer.MAX_VALUE);
        Sweep.Reading reading =
                complete.plus(before)
                        .plus(sweep.reading(0, 0, banded ? sweep.shared() : 0, Integer.MAX_VALUE));
        long weightRows = (long) sweep.kernel() + before.uses() + (banded ? sweep.kernel() : 0);
        long fencedRows = complete.rows();
        int singles = sweep.outputs() - sweep.loop();
        if (singles > MOST_SINGLE_ROWS) {
            return HOTSPOT_LIMIT + 1;
        }
        for (int i = 0; i < singles; i++) {
            int row = i < sweep.above() ? i : sweep.loop() + i;
            Sweep.Reading single =
                    sweep.reading(
                            sweep.firstInput(row),
                            sweep.shared(),
                            sweep.kernel(),
                            sweep.outputs() - row);
            reading = reading.plus(single);
            fencedRows += single.rows();
            weightRows += single.uses();
        }
        boolean held = schedule.weights() == Weights.HELD;
        long carried = sweep.carried() * columns * schedule.tileC();
        // Weights that are loaded anew are fenced off, one filter column from the next.
        long fences = held ? 0 : fencedRows * (tapColumns - 1) * schedule.tileC();
        return code(
                        workload,
                        schedule,
                        new Count(
                                reading.rows(),
                                columns,
                                tapColumns,
                                (held ? sweep.kernel() : weightRows) * tapColumns,
                                (1L + singles) * columns,
                                reading.uses() * tapColumns * columns))
                + carried * (START + HAND_ON * (1L + singles))
                + fences * (STORE + MASK);
    }

    /**
     * What the largest method holds.
     *
     * @param rows input rows
     * @param columns output columns, or vectors along the width
     * @param tapColumns filter columns written out
     * @param weights weights loaded
     * @param accumulators accumulators named and stored
     * @param multiplyAdds products
     */
    private record Count(
            long rows,
            long columns,
            long tapColumns,
            long weights,
            long accumulators,
            long multiplyAdds) {
        /** The same for so many channel units. */
        Count times(long units) {
            return new Count(
                    rows * units,
                    columns,
                    tapColumns,
                    weights * units,
                    accumulators * units,
                    multiplyAdds * units);
        }
    }

    private static long code(Workload workload, Schedule schedule, Count plane) {
        boolean alongWidth = schedule.axis() == VectorAxis.WIDTH;
        Size stride = workload.stride();
        Size dilation = workload.dilation();
        Count count = plane.times(schedule.tileC());
        Epilogue epilogue = workload.epilogue();
        long columnStep = (long) stride.w() * (alongWidth ? schedule.lanes() : 1);
        long vectors = places(count.columns, columnStep, count.tapColumns, dilation.w());
        long loads = count.rows * vectors;
        long selects = 0;
        if (alongWidth && stride.w() > 1) {
            // One of several vectors in a row holds each lane, and taps share these vectors.
            int used = Math.min(stride.w(), schedule.lanes());
            long shared = count.columns * runs(count.tapColumns, stride.w(), dilation.w());
            loads = count.rows * Math.min(vectors * used, shared * stride.w());
            selects = count.rows * vectors * (used - 1);
        }
        long spreads = InputChannels.spread(workload, schedule) ? loads : 0;
        long locals = loads + selects + spreads + count.weights + count.accumulators;
        long wide = Math.max(0, locals - NARROW_LOCALS);
        // Held weights come first, others as late as the loads they are multiplied with.
        int wideOperands = schedule.weights() == Weights.HELD ? 1 : 2;
        long operands =
                loads
                        + 3 * selects
                        + 2 * spreads
                        + count.weights
                        + wideOperands * count.multiplyAdds;
        boolean clamps = epilogue.clampsLow() || epilogue.clampsHigh();
        int mask = alongWidth || workload.layout() == Layout.NHWC ? MASK : 0;
        return FRAME
                + count.accumulators * (START + STORE + mask + (clamps ? CLAMP : 0))
                + loads * (LOAD + mask)
                + selects * SELECT
                + spreads * SPREAD
                + count.weights * (alongWidth ? BROADCAST : LOAD)
                + count.multiplyAdds * MULTIPLY_ADD
                + WIDE_OPERAND * operands * wide / locals;
    }

    /** Runs of {@code stride} pixels that taps begin in. */
    private static long runs(long taps, int stride, int dilation) {
        return dilation >= stride ? taps : (taps - 1) * dilation / stride + 1;
    }

    /** Distinct input positions {@code output * step + tap * dilation} along one dimension. */
    private static long places(long outputs, long step, long taps, long dilation) {
        long divisor = greatestDivisor(step, dilation);
        // The same position comes again dilation/divisor outputs further and step/divisor taps
        // back.
        long again = Math.max(0, outputs - dilation / divisor) * Math.max(0, taps - step / divisor);
        return outputs * taps - again;
    }

    private static long greatestDivisor(long a, long b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
