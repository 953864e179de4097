package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lanewise.tuner.models.graph.ElementType;

/** Convolutions and pools. */
final class WindowRules {
    private WindowRules() {}

    static void add(Map<String, Rule> rules) {
        rules.put("Conv", call -> convolution(call, 0, 1, call.type(0)));
        rules.put("ConvInteger", call -> convolution(call, 0, 1, ElementType.INT32));
        rules.put("QLinearConv", call -> convolution(call, 0, 3, call.type(0)));
        rules.put("ConvTranspose", WindowRules::transposed);
        rules.put("MaxPool", WindowRules::pool);
        rules.put("AveragePool", WindowRules::pool);
        rules.put("LpPool", WindowRules::pool);
        rules.put("GlobalAveragePool", WindowRules::whole);
        rules.put("GlobalMaxPool", WindowRules::whole);
        rules.put("GlobalLpPool", WindowRules::whole);
    }

    private static List<Fact> convolution(Call call, int input, int weights, ElementType type) {
        List<Dim> in = call.dims(input);
        List<Dim> filter = call.dims(weights);
        if (in.size() != filter.size() || in.size() < 3) {
            throw call.undecided("has an input and weights whose dimensions do not fit");
        }
        List<Dim> out = new ArrayList<>(List.of(in.get(0), filter.get(0)));
        for (int axis = 2; axis < in.size(); axis++) {
            out.add(windowed(call, in.get(axis), filter.get(axis), axis - 2, in.size() - 2, false));
        }
        return call.result(type, out);
    }

    private static List<Fact> pool(Call call) {
        List<Dim> in = call.dims(0);
        List<Long> kernel = call.node().wholes("kernel_shape", List.of());
        if (in.size() < 3 || kernel.size() != in.size() - 2) {
            throw call.undecided("has a kernel_shape that does not fit its input");
        }
        boolean up = call.node().whole("ceil_mode", 0) != 0;
        List<Dim> out = new ArrayList<>(in.subList(0, 2));
        for (int axis = 2; axis < in.size(); axis++) {
            Dim taps = Dim.of(kernel.get(axis - 2));
            out.add(windowed(call, in.get(axis), taps, axis - 2, kernel.size(), up));
        }
        return List.of(Fact.of(call.type(0), out), Fact.of(ElementType.INT64, out));
    }

    private static Dim windowed(
            Call call, Dim in, Dim kernel, int axis, int axes, boolean roundedUp) {
        if (kernel instanceof Dim.Open) {
            return kernel;
        }
        if (!(kernel instanceof Dim.Known(long taps)) || !(in instanceof Dim.Known(long size))) {
            return in;
        }
        if (size > WindowSettings.LARGEST) {
            throw call.undecided("has an input of " + size + " pixels along a side");
        }
        Window window =
                WindowSettings.window(call.node(), taps, axis, axes)
                        .padded(WindowSettings.autoPad(call.node()), size);
        long outputs = roundedUp ? window.outputsRoundedUp(size) : window.outputs(size);
        if (outputs < 1) {
            throw call.undecided("has a kernel that is larger than its padded input");
        }
        return Dim.of(outputs);
    }

    private static List<Fact> transposed(Call call) {
        List<Dim> in = call.dims(0);
        List<Dim> filter = call.dims(1);
        if (in.size() != filter.size() || in.size() < 3) {
            throw call.undecided("has an input and weights whose dimensions do not fit");
        }
        long groups = call.node().whole("group", 1);
        List<Dim> out = new ArrayList<>();
        out.add(in.get(0));
        out.add(filter.get(1).map(channels -> Math.multiplyExact(channels, groups)));
        for (int axis = 2; axis < in.size(); axis++) {
            out.add(spread(call, in.get(axis), filter.get(axis), axis - 2, in.size() - 2));
        }
        return call.result(call.type(0), out);
    }

    private static Dim spread(Call call, Dim in, Dim kernel, int axis, int axes) {
        long said = WindowSettings.one(call.node(), "output_shape", axis, axes, -1);
        if (said >= 0) {
            return Dim.of(said);
        }
        if (!(kernel instanceof Dim.Known(long taps)) || !(in instanceof Dim.Known(long size))) {
            return kernel instanceof Dim.Open ? kernel : in;
        }
        Window window = WindowSettings.window(call.node(), taps, axis, axes);
        return switch (WindowSettings.autoPad(call.node())) {
            case SAME_UPPER, SAME_LOWER -> Dim.of(Math.multiplyExact(size, window.stride()));
            case VALID -> Dim.of(spread(call, size, window, axis, axes));
            case NOTSET ->
                    Dim.of(
                            spread(call, size, window, axis, axes)
                                    - window.before()
                                    - window.after());
        };
    }

    private static long spread(Call call, long size, Window window, int axis, int axes) {
        return Math.multiplyExact(size - 1, window.stride())
                + WindowSettings.one(call.node(), "output_padding", axis, axes, 0)
                + window.span();
    }

    private static List<Fact> whole(Call call) {
        List<Dim> in = call.dims(0);
        List<Dim> out = new ArrayList<>(in);
        for (int axis = 2; axis < in.size(); axis++) {
            out.set(axis, Dim.of(1));
        }
        return call.result(call.type(0), out);
    }
}
