package org.lanewise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Padding;
import org.lanewise.workload.Workload;

/** The dimensions of a workload's schedule space, and the values worth trying. */
final class Knobs {
    private static final int[] TILE_ROWS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int[] TILE_COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 28};

    private Knobs() {}

    /** All of them, in the order of {@link Schedule}'s components. */
    static List<Knob> of(Workload workload, int maxVectorBits) {
        return List.of(
                new Knob(
                        "axis",
                        axes(workload).stream().map(VectorAxis::text).toList(),
                        schedule -> schedule.axis().text()),
                new Knob(
                        "vectorBits",
                        numbers(vectorWidths(workload, maxVectorBits)),
                        schedule -> Integer.toString(schedule.vectorBits())),
                new Knob(
                        "channelBlock",
                        numbers(channelBlocks(workload, maxVectorBits)),
                        schedule -> Integer.toString(schedule.channelBlock())),
                new Knob(
                        "tileH",
                        numbers(upTo(workload.output().h(), TILE_ROWS)),
                        schedule -> Integer.toString(schedule.tileH())),
                new Knob(
                        "tileW",
                        numbers(upTo(workload.output().w(), TILE_COLUMNS)),
                        schedule -> Integer.toString(schedule.tileW())),
                new Knob(
                        "tileC",
                        numbers(channelTiles(workload)),
                        schedule -> Integer.toString(schedule.tileC())),
                new Knob("order", names(LoopOrder.values()), schedule -> schedule.order().name()),
                new Knob("unroll", names(Unroll.values()), schedule -> schedule.unroll().name()),
                new Knob("weights", names(Weights.values()), schedule -> schedule.weights().name()),
                new Knob(
                        "access",
                        names(accesses(maxVectorBits)),
                        schedule -> schedule.access().name()),
                new Knob(
                        "borders",
                        names(borders(workload)),
                        schedule -> schedule.borders().name()));
    }

    /** The axis that works without transposing first. */
    static List<VectorAxis> axes(Workload workload) {
        return workload.layout() == Layout.NCHW
                ? List.of(VectorAxis.WIDTH, VectorAxis.CHANNELS)
                : List.of(VectorAxis.CHANNELS);
    }

    /** Bits, in ascending order. */
    static List<Integer> vectorWidths(Workload workload, int maxVectorBits) {
        Layout layout = workload.layout();
        List<Integer> widths = new ArrayList<>();
        for (int bits = 128; bits <= maxVectorBits; bits *= 2) {
            if (!layout.blocked() || bits / Float.SIZE <= layout.block()) {
                widths.add(bits);
            }
        }
        return widths;
    }

    private static List<Integer> channelBlocks(Workload workload, int maxVectorBits) {
        Schedule widest = PlainSchedules.widest(workload, maxVectorBits);
        int units = ChannelUnits.count(workload, widest);
        int vectors = Math.ceilDiv(workload.outputChannels(), widest.lanes());
        return upTo(units, 1, 2, 4, 8, 16, vectors, units);
    }

    /**
     * Tiles of two channel units have won only where vectors share a few sets of the first cache;
     * tiles of four, nowhere.
     */
    private static List<Integer> channelTiles(Workload workload) {
        return CacheSets.crowded(workload) ? List.of(1, 2) : List.of(1);
    }

    /**
     * Checked access has won on no tuned layer, so it is a choice only where raw access is
     * sometimes forbidden.
     */
    private static Access[] accesses(int maxVectorBits) {
        return MaskedLoads.raw(maxVectorBits) ? new Access[] {Access.RAW} : Access.values();
    }

    /** Without padding there is nothing to frame. */
    private static Borders[] borders(Workload workload) {
        return workload.padding().equals(Padding.all(0))
                ? new Borders[] {Borders.PEELED}
                : Borders.values();
    }

    private static List<Integer> upTo(int most, int... values) {
        return IntStream.of(values).filter(value -> value <= most).boxed().toList();
    }

    private static List<String> numbers(List<Integer> values) {
        return new TreeSet<>(values).stream().map(String::valueOf).toList();
    }

    private static List<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
