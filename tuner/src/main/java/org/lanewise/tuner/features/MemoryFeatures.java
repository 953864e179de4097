package org.lanewise.tuner.features;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.lanewise.target.Target;

/**
 * Features of the caches: how much each loop level touches, whether that fits, and whether it falls
 * into few sets.
 */
final class MemoryFeatures {
    /** What leaves room for what else is in use. */
    private static final double MOST_OF_L1 = 2.0 / 3;

    private MemoryFeatures() {}

    static List<Feature> all() {
        return Stream.of(
                        level("tile", "a tile", counts -> counts.footprint().tile()),
                        level(
                                "strip",
                                "a row of tiles of one channel unit",
                                counts -> counts.footprint().strip()),
                        level("plane", "a channel unit", counts -> counts.footprint().plane()),
                        level("task", "a task", counts -> counts.footprint().task()),
                        level(
                                "rowReuse",
                                "the loops until an input row is met again",
                                counts -> counts.footprint().rowReuse()),
                        level(
                                "columnReuse",
                                "the loops until an input column is met again",
                                counts -> counts.footprint().columnReuse()),
                        placement())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Feature> level(
            String name, String what, ToDoubleFunction<KernelCounts> bytes) {
        return List.of(
                Feature.log(name + "Bytes", "log2 of bytes touched by " + what, bytes),
                new Feature(
                        name + "Level",
                        "smallest cache that holds "
                                + what
                                + ": 0 is most of the first, 1 the first, 2 the second",
                        counts -> cacheLevel(counts.plan().target(), bytes.applyAsDouble(counts))));
    }

    private static int cacheLevel(Target target, double bytes) {
        long l1 = target.l1().bytes();
        if (bytes <= MOST_OF_L1 * l1) {
            return 0;
        }
        if (bytes <= l1) {
            return 1;
        }
        return bytes <= target.l2Bytes() ? 2 : 3;
    }

    private static List<Feature> placement() {
        return List.of(
                Feature.flag(
                        "rowsAliasPage",
                        "input rows share one set of the first cache",
                        counts -> setsMet(counts, counts.footprint().rowBytes()) == 1),
                Feature.flag(
                        "rowsAliasQuarter",
                        "input rows share four sets of the first cache or fewer",
                        counts -> setsMet(counts, counts.footprint().rowBytes()) <= 4),
                Feature.flag(
                        "pixelsAlias",
                        "input pixels share four sets of the first cache or fewer",
                        counts -> setsMet(counts, counts.footprint().pixelBytes()) <= 4),
                Feature.log(
                        "tileSetPressure",
                        "log2 of a tile's lines in the fullest L1 set",
                        counts ->
                                counts.footprint()
                                        .setPressure(counts.inputRows(), counts.inputColumns())),
                Feature.log(
                        "stripSetPressure",
                        "log2 of a strip's lines in the fullest L1 set",
                        counts ->
                                counts.footprint()
                                        .setPressure(
                                                counts.inputRows(), counts.workload().input().w())),
                new Feature(
                        "lineUse",
                        "share of a cache line that one channel unit uses",
                        counts -> counts.footprint().lineUse()),
                Feature.flag(
                        "unaligned",
                        "loads may cross cache lines, as shifted ones and those of odd pixels do",
                        MemoryFeatures::unaligned),
                Feature.log(
                        "channelBlock",
                        "log2 of channel units a task",
                        counts -> counts.schedule().channelBlock()),
                Feature.log("tasks", "log2 of tasks", counts -> counts.plan().tasks().count()));
    }

    private static int setsMet(KernelCounts counts, long stride) {
        return counts.plan().target().l1().setsMet(stride);
    }

    static boolean unaligned(KernelCounts counts) {
        return counts.alongWidth()
                || counts.footprint().pixelBytes()
                                % (counts.schedule().lanes() * (long) Float.BYTES)
                        != 0;
    }
}
