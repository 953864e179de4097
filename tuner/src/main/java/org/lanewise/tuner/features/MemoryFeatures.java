package org.lanewise.tuner.features;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.lanewise.schedule.Tasks;

/**
 * Features of the caches: how much each loop level touches, whether that fits, and whether it falls
 * into few sets.
 */
final class MemoryFeatures {
    private static final int SMALL_L1 = 32 << 10;
    private static final int LARGE_L1 = 48 << 10;
    private static final int L2 = 1 << 20;

    private MemoryFeatures() {}

    static List<Feature> all() {
        return Stream.of(
                        level("tile", "a tile", plan -> plan.footprint().tile()),
                        level(
                                "strip",
                                "a row of tiles of one channel unit",
                                plan -> plan.footprint().strip()),
                        level("plane", "a channel unit", plan -> plan.footprint().plane()),
                        level("task", "a task", plan -> plan.footprint().task()),
                        level(
                                "rowReuse",
                                "the loops until an input row is met again",
                                plan -> plan.footprint().rowReuse()),
                        level(
                                "columnReuse",
                                "the loops until an input column is met again",
                                plan -> plan.footprint().columnReuse()),
                        placement())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Feature> level(
            String name, String what, ToDoubleFunction<KernelPlan> bytes) {
        return List.of(
                Feature.log(name + "Bytes", "log2 of bytes touched by " + what, bytes),
                new Feature(
                        name + "Level",
                        "smallest cache that holds "
                                + what
                                + ": 0 is 32 KiB, 1 is 48 KiB, 2 is 1 MiB",
                        plan -> cacheLevel(bytes.applyAsDouble(plan))));
    }

    private static int cacheLevel(double bytes) {
        if (bytes <= SMALL_L1) {
            return 0;
        }
        if (bytes <= LARGE_L1) {
            return 1;
        }
        return bytes <= L2 ? 2 : 3;
    }

    private static List<Feature> placement() {
        return List.of(
                Feature.flag(
                        "rowsAliasPage",
                        "input rows are a multiple of 4096 bytes apart, so they share L1 sets",
                        plan -> plan.footprint().rowBytes() % 4096 == 0),
                Feature.flag(
                        "rowsAliasQuarter",
                        "input rows are a multiple of 1024 bytes apart",
                        plan -> plan.footprint().rowBytes() % 1024 == 0),
                Feature.flag(
                        "pixelsAlias",
                        "input pixels are a multiple of 1024 bytes apart",
                        plan -> plan.footprint().pixelBytes() % 1024 == 0),
                Feature.log(
                        "tileSetPressure",
                        "log2 of a tile's lines in the fullest L1 set",
                        plan ->
                                plan.footprint()
                                        .setPressure(
                                                plan.tile().inputRows(),
                                                plan.tile().inputColumns())),
                Feature.log(
                        "stripSetPressure",
                        "log2 of a strip's lines in the fullest L1 set",
                        plan ->
                                plan.footprint()
                                        .setPressure(
                                                plan.tile().inputRows(),
                                                plan.workload().input().w())),
                new Feature(
                        "lineUse",
                        "share of a cache line that one channel unit uses",
                        plan -> plan.footprint().lineUse()),
                Feature.flag(
                        "unaligned",
                        "loads may cross cache lines, as shifted ones and those of odd pixels do",
                        MemoryFeatures::unaligned),
                Feature.log(
                        "channelBlock",
                        "log2 of channel units a task",
                        plan -> plan.schedule().channelBlock()),
                Feature.log(
                        "tasks",
                        "log2 of tasks",
                        plan -> Tasks.of(plan.workload(), plan.schedule()).count()));
    }

    static boolean unaligned(KernelPlan plan) {
        return plan.alongWidth()
                || plan.footprint().pixelBytes() % (plan.schedule().lanes() * (long) Float.BYTES)
                        != 0;
    }
}
