package org.lanewise.tuner.features;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.lanewise.workload.Layout;

/**
 * Features of the layer alone: equal for all its schedules, they tell a shared model which layers
 * are alike.
 */
final class LayerFeatures {
    private LayerFeatures() {}

    static List<Feature> all() {
        return Stream.concat(sizes(), Arrays.stream(Layout.values()).map(LayerFeatures::layout))
                .toList();
    }

    private static Stream<Feature> sizes() {
        return Stream.of(
                Feature.log(
                        "channels",
                        "log2 of output channels of the whole batch",
                        counts ->
                                (double) counts.workload().batch()
                                        * counts.workload().outputChannels()),
                Feature.log(
                        "outHeight", "log2 of output rows", counts -> counts.plan().rows().out()),
                Feature.log(
                        "outWidth",
                        "log2 of output columns",
                        counts -> counts.plan().columns().out()),
                new Feature("kernelHeight", "filter rows", counts -> counts.plan().rows().kernel()),
                new Feature(
                        "kernelWidth",
                        "filter columns",
                        counts -> counts.plan().columns().kernel()),
                new Feature(
                        "strideHeight",
                        "output step in input rows",
                        counts -> counts.plan().rows().stride()),
                new Feature(
                        "strideWidth",
                        "output step in input columns",
                        counts -> counts.plan().columns().stride()),
                new Feature(
                        "dilation",
                        "larger of the two tap distances",
                        counts ->
                                Math.max(
                                        counts.plan().rows().dilation(),
                                        counts.plan().columns().dilation())),
                new Feature(
                        "multiplier",
                        "output channels an input channel",
                        counts -> counts.workload().multiplier()),
                Feature.log(
                        "flops",
                        "log2 of floating-point operations",
                        counts -> counts.workload().flops()),
                Feature.log(
                        "bytes",
                        "log2 of bytes that must move once",
                        counts -> counts.footprint().layer()),
                new Feature(
                        "intensity",
                        "operations a byte",
                        counts -> counts.workload().flops() / counts.footprint().layer()));
    }

    private static Feature layout(Layout layout) {
        return Feature.flag(
                "layout." + layout.text(),
                "layout is " + layout.text(),
                counts -> counts.workload().layout() == layout);
    }
}
