package org.lanewise.tuner.costmodel;

import java.util.Objects;
import java.util.OptionalDouble;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.schedule.Weights;
import org.lanewise.workload.Workload;

/**
 * A made-up machine for tests: times have the structure of real ones (pipes, reuse, registers,
 * remainders, loop orders) and their ruggedness (what the JIT makes of a tile is partly luck,
 * repeatable but unpredictable). It shares no code with the features.
 */
public final class SyntheticMachine {
    private final double ruggedness;

    /**
     * @param ruggedness 0 for a smooth machine; at 1 luck moves a kernel's time by a tenth or two
     */
    public SyntheticMachine(double ruggedness) {
        this.ruggedness = ruggedness;
    }

    /** Time of one run, or empty for the schedules that this machine's JIT gives up on. */
    public OptionalDouble nanos(Workload workload, Schedule schedule) {
        boolean givenUp =
                schedule.accumulators() * unrolledTaps(workload, schedule) > 400
                        || luck(workload, schedule) > 2.2;
        return givenUp ? OptionalDouble.empty() : OptionalDouble.of(time(workload, schedule));
    }

    /** The same as seen by a clock with 1.5% noise, which depends on the seed. */
    public OptionalDouble measured(Workload workload, Schedule schedule, long seed) {
        OptionalDouble nanos = nanos(workload, schedule);
        return nanos.isEmpty()
                ? nanos
                : OptionalDouble.of(
                        nanos.getAsDouble()
                                * StrictMath.exp(0.015 * luck(workload, schedule, seed)));
    }

    private double time(Workload workload, Schedule schedule) {
        double peak =
                switch (schedule.vectorBits()) {
                    case 512 -> 240;
                    case 256 -> 150;
                    default -> 80;
                };
        double bytes = 4.0 * (workload.inputElements() + workload.outputElements());
        double compute =
                workload.flops()
                        / peak
                        * tile(workload, schedule)
                        * waste(workload, schedule)
                        * code(workload, schedule);
        double memory = bytes / 60 * order(workload, schedule);
        return Math.max(compute, memory) + 0.3 * Math.min(compute, memory);
    }

    private double tile(Workload workload, Schedule schedule) {
        int kh = workload.kernel().h();
        int kw = workload.kernel().w();
        double rows = (schedule.tileH() - 1.0) * workload.stride().h() + kh;
        double columns =
                schedule.axis() == VectorAxis.WIDTH
                        ? schedule.tileW() * kw
                        : (schedule.tileW() - 1.0) * workload.stride().w() + kw;
        double loads =
                schedule.unroll().rollsRows() ? kh * schedule.tileH() * columns : rows * columns;
        double weights = schedule.weights() == Weights.HELD ? 0 : kh * kw;
        double perFma = (loads + weights) / (schedule.accumulators() * kh * kw);
        double latency = StrictMath.pow(Math.max(1, 8.0 / schedule.accumulators()), 0.6);
        int registers =
                schedule.accumulators() + (schedule.weights() == Weights.HELD ? kh * kw : 1) + 1;
        double spills = 1 + 0.05 * Math.max(0, registers - 29);
        return Math.max(1, 0.55 + 0.9 * perFma)
                * latency
                * spills
                * chance(
                        0.10,
                        schedule.tileH(),
                        schedule.tileW(),
                        schedule.unroll(),
                        schedule.weights());
    }

    private double waste(Workload workload, Schedule schedule) {
        int width = workload.output().w();
        int columns =
                schedule.axis() == VectorAxis.WIDTH ? Math.ceilDiv(width, schedule.lanes()) : width;
        double lanes =
                schedule.axis() == VectorAxis.WIDTH
                        ? (double) columns * schedule.lanes() / width
                        : 1;
        double rowTail =
                1.0
                        * Math.ceilDiv(workload.output().h(), schedule.tileH())
                        * schedule.tileH()
                        / workload.output().h();
        double columnTail =
                1.0 * Math.ceilDiv(columns, schedule.tileW()) * schedule.tileW() / columns;
        return lanes * (1 + 0.5 * (rowTail * columnTail - 1));
    }

    private double code(Workload workload, Schedule schedule) {
        double rolled =
                switch (schedule.unroll()) {
                    case TAPS, SLIDE, PLANE, FLAT -> 1;
                    case COLUMNS -> 1.15;
                    case NONE -> 1.6;
                };
        double checked =
                schedule.access() == Access.CHECKED ? 1.1 + 0.012 * schedule.accumulators() : 1;
        return rolled
                * checked
                * chance(
                        0.06,
                        workload.kernel(),
                        schedule.tileW(),
                        schedule.access(),
                        schedule.vectorBits())
                * chance(0.03, workload, schedule);
    }

    private double order(Workload workload, Schedule schedule) {
        boolean held = schedule.weights() == Weights.HELD;
        double reuse = 1 + 0.6 / schedule.tileH();
        double shape =
                switch (schedule.order().dimensions().getLast()) {
                    case COLUMNS -> schedule.order().channelsOutermost() ? 1 : 1.05;
                    case ROWS -> workload.output().w() > 28 ? 1.3 : 0.95;
                    case CHANNELS -> held ? 1.5 : 1.25;
                };
        return reuse
                * shape
                * chance(0.10, schedule.order(), schedule.channelBlock(), workload.layout());
    }

    private static int unrolledTaps(Workload workload, Schedule schedule) {
        return switch (schedule.unroll()) {
            case TAPS, SLIDE, PLANE, FLAT -> workload.kernel().h() * workload.kernel().w();
            case COLUMNS -> workload.kernel().w();
            case NONE -> 1;
        };
    }

    private double chance(double spread, Object... causes) {
        return StrictMath.exp(ruggedness * spread * luck(causes));
    }

    /** About normally distributed, and the same wherever the causes have the same texts. */
    private static double luck(Object... causes) {
        long hash = 0;
        for (Object cause : causes) {
            hash = mixed(hash * 31 + Objects.toString(cause).hashCode());
        }
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            hash = mixed(hash + 0x9E3779B97F4A7C15L);
            sum += (hash >>> 11) * 0x1.0p-53 - 0.5;
        }
        return sum * StrictMath.sqrt(2);
    }

    private static long mixed(long bits) {
        long once = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }
}
