package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.tuner.models.graph.Attribute;

/** Operators that cut, pad and scale. */
final class ExtentRules {
    private ExtentRules() {}

    static void add(Map<String, Rule> rules) {
        rules.put("Slice", ExtentRules::slice);
        rules.put("Pad", ExtentRules::pad);
        rules.put("Resize", ExtentRules::resize);
        rules.put("Upsample", ExtentRules::upsample);
    }

    private static List<Fact> slice(Call call) {
        List<Dim> out = new ArrayList<>(call.dims(0));
        Slices slices = Slices.of(call);
        for (int i = 0; i < slices.axes().length; i++) {
            int axis = slices.axes()[i];
            int which = i;
            out.set(axis, out.get(axis).map(size -> slices.count(which, size)));
        }
        return call.result(call.type(0), out);
    }

    private static List<Fact> pad(Call call) {
        List<Dim> out = new ArrayList<>(call.dims(0));
        int rank = out.size();
        long[] pads = call.wholes("pads", 1).orElse(new long[2 * rank]);
        int[] axes =
                call.has(3) ? call.axes(call.wholes(3), rank) : IntStream.range(0, rank).toArray();
        if (pads.length != 2 * axes.length) {
            throw call.undecided("has pads that do not fit its input");
        }
        for (int i = 0; i < axes.length; i++) {
            long more = Math.addExact(pads[i], pads[i + axes.length]);
            out.set(
                    axes[i],
                    out.get(axes[i]).map(size -> notNegative(call, Math.addExact(size, more))));
        }
        return call.result(call.type(0), out);
    }

    private static long notNegative(Call call, long size) {
        if (size < 0) {
            throw call.undecided("cuts off more than there is");
        }
        return size;
    }

    private static List<Fact> resize(Call call) {
        if (call.node().opset() < 11) {
            return scaled(call, call.needed(1), allAxes(call));
        }
        int[] axes =
                call.node().has("axes")
                        ? call.axes(
                                call.node().wholes("axes", List.of()).stream()
                                        .mapToLong(Long::longValue)
                                        .toArray(),
                                call.rank(0))
                        : allAxes(call);
        if (call.has(3)) {
            return sized(call, call.wholes(3), axes);
        }
        return scaled(call, call.needed(2), axes);
    }

    private static int[] allAxes(Call call) {
        return IntStream.range(0, call.rank(0)).toArray();
    }

    private static List<Fact> upsample(Call call) {
        if (call.has(1)) {
            return scaled(call, call.needed(1), allAxes(call));
        }
        if (call.node().attributes().get("scales") instanceof Attribute.Reals(List<Float> scales)) {
            return scaled(
                    call, scales.stream().mapToDouble(Float::doubleValue).toArray(), allAxes(call));
        }
        throw call.undecided("has no scales");
    }

    private static List<Fact> scaled(Call call, double[] scales, int[] axes) {
        if (scales.length != axes.length) {
            throw call.undecided("has scales that do not fit its input");
        }
        List<Dim> out = new ArrayList<>(call.dims(0));
        for (int i = 0; i < axes.length; i++) {
            float scale = (float) scales[i];
            if (!(scale > 0) || scale > Integer.MAX_VALUE) {
                throw call.undecided("scales by " + scale);
            }
            out.set(axes[i], out.get(axes[i]).map(size -> (long) (size * scale)));
        }
        return call.result(call.type(0), out);
    }

    private static List<Fact> sized(Call call, long[] sizes, int[] axes) {
        if (sizes.length != axes.length) {
            throw call.undecided("has sizes that do not fit its input");
        }
        List<Dim> out = new ArrayList<>(call.dims(0));
        Optional<Double> scale = commonScale(call, sizes, axes);
        for (int i = 0; i < axes.length; i++) {
            long wanted = sizes[i];
            out.set(
                    axes[i],
                    scale.isPresent()
                            ? out.get(axes[i]).map(size -> Math.round(size * scale.get()))
                            : Dim.of(notNegative(call, wanted)));
        }
        return call.result(call.type(0), out);
    }

    /** Where the image's proportions are kept; empty where each side is stretched by itself. */
    private static Optional<Double> commonScale(Call call, long[] sizes, int[] axes) {
        String policy = call.node().text("keep_aspect_ratio_policy", "stretch");
        if (policy.equals("stretch")) {
            return Optional.empty();
        }
        boolean smaller = policy.equals("not_larger");
        double scale = smaller ? Double.POSITIVE_INFINITY : 0;
        for (int i = 0; i < axes.length; i++) {
            Dim dim = call.dims(0).get(axes[i]);
            if (!(dim instanceof Dim.Known(long size)) || size == 0) {
                throw dim instanceof Dim.Open(Cause cause)
                        ? new UndecidedException(cause)
                        : call.undecided("scales an empty image");
            }
            double own = (double) sizes[i] / size;
            scale = smaller ? Math.min(scale, own) : Math.max(scale, own);
        }
        return Optional.of(scale);
    }
}
