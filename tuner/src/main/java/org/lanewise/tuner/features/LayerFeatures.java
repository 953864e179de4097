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
                        plan ->
                                (double) plan.workload().batch()
                                        * plan.workload().outputChannels()),
                Feature.log("outHeight", "log2 of output rows", plan -> plan.out().h()),
                Feature.log("outWidth", "log2 of output columns", plan -> plan.out().w()),
                new Feature("kernelHeight", "filter rows", plan -> plan.workload().kernel().h()),
                new Feature("kernelWidth", "filter columns", plan -> plan.workload().kernel().w()),
                new Feature(
                        "strideHeight",
                        "output step in input rows",
                        plan -> plan.workload().stride().h()),
                new Feature(
                        "strideWidth",
                        "output step in input columns",
                        plan -> plan.workload().stride().w()),
                new Feature(
                        "dilation",
                        "larger of the two tap distances",
                        plan ->
                                Math.max(
                                        plan.workload().dilation().h(),
                                        plan.workload().dilation().w())),
                new Feature(
                        "multiplier",
                        "output channels an input channel",
                        plan -> plan.workload().multiplier()),
                Feature.log(
                        "flops",
                        "log2 of floating-point operations",
                        plan -> plan.workload().flops()),
                Feature.log(
                        "bytes",
                        "log2 of bytes that must move once",
                        plan -> plan.footprint().layer()),
                new Feature(
                        "intensity",
                        "operations a byte",
                        plan -> plan.workload().flops() / plan.footprint().layer()));
    }

    private static Feature layout(Layout layout) {
        return Feature.flag(
                "layout." + layout.text(),
                "layout is " + layout.text(),
                plan -> plan.workload().layout() == layout);
    }
}
