package org.lanewise.tuner.models.shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operators that move elements about. */
final class LayoutRules {
    private LayoutRules() {}

    static void add(Map<String, Rule> rules) {
        rules.put("Reshape", LayoutRules::reshape);
        rules.put("Flatten", LayoutRules::flatten);
        rules.put("Transpose", LayoutRules::transpose);
        rules.put("Squeeze", LayoutRules::squeeze);
        rules.put("Unsqueeze", LayoutRules::unsqueeze);
        rules.put("Concat", LayoutRules::concat);
        rules.put("Split", LayoutRules::split);
        rules.put("Expand", LayoutRules::expand);
        rules.put("Tile", LayoutRules::tile);
        rules.put("Gather", LayoutRules::gather);
        rules.put("GatherElements", call -> call.result(call.type(0), call.dims(1)));
        rules.put("DepthToSpace", LayoutRules::depthToSpace);
        rules.put("SpaceToDepth", LayoutRules::spaceToDepth);
    }

    private static List<Fact> reshape(Call call) {
        long[] wanted = call.wholes(1);
        boolean zeroIsZero = call.node().whole("allowzero", 0) != 0;
        List<Dim> out = new ArrayList<>();
        int left = -1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == -1) {
                if (left >= 0) {
                    throw call.undecided("leaves two sizes to be found");
                }
                left = i;
            } else if (wanted[i] < 0) {
                throw call.undecided("asks for the size " + wanted[i]);
            }
            boolean kept = wanted[i] == 0 && !zeroIsZero;
            out.add(kept ? call.dims(0).get(call.axis(i, call.rank(0))) : Dim.of(wanted[i]));
        }
        if (left >= 0) {
            out.set(left, rest(call, out, left));
        }
        return call.result(call.type(0), out);
    }

    /** What is left of the elements for one size. */
    private static Dim rest(Call call, List<Dim> out, int left) {
        List<Dim> in = new ArrayList<>(call.dims(0));
        List<Dim> others = new ArrayList<>(out);
        others.remove(left);
        // Open sizes that are kept as they are cancel out.
        for (Dim dim : call.dims(0)) {
            if (dim instanceof Dim.Open && others.remove(dim)) {
                in.remove(dim);
            }
        }
        for (Dim dim : in) {
            if (dim instanceof Dim.Open) {
                return dim;
            }
        }
        for (Dim dim : others) {
            if (dim instanceof Dim.Open) {
                return dim;
            }
        }
        long all = product(in);
        long divisor = product(others);
        if (divisor == 0 || all % divisor != 0) {
            throw call.undecided("cannot make " + all + " elements into rows of " + divisor);
        }
        return Dim.of(all / divisor);
    }

    /** Of sizes that are all known. */
    private static long product(List<Dim> dims) {
        long product = 1;
        for (Dim dim : dims) {
            product = Math.multiplyExact(product, dim instanceof Dim.Known(long size) ? size : 1);
        }
        return product;
    }

    private static Dim productOf(List<Dim> dims) {
        for (Dim dim : dims) {
            if (dim instanceof Dim.Open) {
                return dim;
            }
        }
        return Dim.of(product(dims));
    }

    private static List<Fact> flatten(Call call) {
        List<Dim> in = call.dims(0);
        long said = call.node().whole("axis", 1);
        int axis = said == in.size() ? in.size() : call.axis(said, in.size());
        return call.result(
                call.type(0),
                List.of(productOf(in.subList(0, axis)), productOf(in.subList(axis, in.size()))));
    }

    private static List<Fact> transpose(Call call) {
        List<Dim> in = call.dims(0);
        List<Integer> order = order(call, in.size());
        return call.result(call.type(0), order.stream().map(in::get).toList());
    }

    static List<Integer> order(Call call, int rank) {
        List<Long> said = call.node().wholes("perm", List.of());
        if (said.isEmpty()) {
            List<Integer> reversed = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
            Collections.reverse(reversed);
            return reversed;
        }
        List<Integer> order = said.stream().map(axis -> call.axis(axis, rank)).distinct().toList();
        if (order.size() != rank || said.size() != rank) {
            throw call.undecided("has perm " + said + ", which does not fit its input");
        }
        return order;
    }

    private static List<Fact> squeeze(Call call) {
        List<Dim> in = call.dims(0);
        Optional<long[]> said = call.wholes("axes", 1);
        List<Integer> axes =
                said.isPresent()
                        ? IntStream.of(call.axes(said.get(), in.size())).boxed().toList()
                        : IntStream.range(0, in.size())
                                .filter(axis -> in.get(axis).is(1))
                                .boxed()
                                .toList();
        return call.result(
                call.type(0),
                IntStream.range(0, in.size())
                        .filter(axis -> !axes.contains(axis))
                        .mapToObj(in::get)
                        .toList());
    }

    private static List<Fact> unsqueeze(Call call) {
        long[] said = call.wholes("axes", 1).orElse(new long[0]);
        int rank = call.rank(0) + said.length;
        List<Integer> axes = IntStream.of(call.axes(said, rank)).boxed().distinct().toList();
        if (axes.size() != said.length) {
            throw call.undecided("names an axis twice");
        }
        List<Dim> out = new ArrayList<>();
        List<Dim> in = call.dims(0);
        for (int axis = 0; axis < rank; axis++) {
            boolean added = axes.contains(axis);
            int before = axis;
            long addedBefore = axes.stream().filter(other -> other < before).count();
            out.add(added ? Dim.of(1) : in.get(axis - (int) addedBefore));
        }
        return call.result(call.type(0), out);
    }

    private static List<Fact> concat(Call call) {
        List<Dim> out = new ArrayList<>(call.dims(0));
        int axis = call.axis(call.node().whole("axis", 1), out.size());
        for (int i = 1; i < call.inputs().size(); i++) {
            List<Dim> next = call.dims(i);
            if (next.size() != out.size()) {
                throw call.undecided("joins values of different dimensions");
            }
            for (int other = 0; other < out.size(); other++) {
                out.set(
                        other,
                        other == axis
                                ? sum(out.get(axis), next.get(axis))
                                : agreed(call, out.get(other), next.get(other)));
            }
        }
        return call.result(call.type(0), out);
    }

    private static Dim sum(Dim a, Dim b) {
        return b instanceof Dim.Known(long more) ? a.map(size -> Math.addExact(size, more)) : b;
    }

    private static Dim agreed(Call call, Dim a, Dim b) {
        if (a instanceof Dim.Known(long one) && b instanceof Dim.Known(long other)) {
            if (one != other) {
                throw call.undecided("joins sizes " + one + " and " + other);
            }
        }
        return a instanceof Dim.Known ? a : b;
    }

    private static List<Fact> split(Call call) {
        List<Dim> in = call.dims(0);
        int axis = call.axis(call.node().whole("axis", 0), in.size());
        int parts = call.node().outputs().size();
        Optional<long[]> said = call.wholes("split", 1);
        if (said.isPresent() && said.get().length < parts) {
            throw call.undecided("has more outputs than parts");
        }
        List<Fact> facts = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            List<Dim> out = new ArrayList<>(in);
            out.set(
                    axis,
                    said.isPresent()
                            ? Dim.of(said.get()[part])
                            : part(call, in.get(axis), part, parts));
            facts.add(Fact.of(call.type(0), out));
        }
        return facts;
    }

    /** Equal parts, the last one possibly smaller. */
    private static Dim part(Call call, Dim whole, int part, int parts) {
        return whole.map(size -> {
            long each = Math.ceilDiv(size, (long) parts);
            long left = size - each * part;
            if (left < 0) {
                throw call.undecided("cannot split " + size + " into " + parts + " parts");
            }
            return Math.min(each, left);
        });
    }

    private static List<Fact> expand(Call call) {
        List<Dim> wanted = LongStream.of(call.wholes(1)).mapToObj(Dim::of).toList();
        return call.result(call.type(0), Elementwise.broadcast(call, call.dims(0), wanted));
    }

    private static List<Fact> tile(Call call) {
        long[] repeats = call.wholes(1);
        List<Dim> in = call.dims(0);
        if (repeats.length != in.size()) {
            throw call.undecided("has repeats that do not fit its input");
        }
        List<Dim> out = new ArrayList<>();
        for (int axis = 0; axis < repeats.length; axis++) {
            long repeat = repeats[axis];
            out.add(in.get(axis).map(size -> Math.multiplyExact(size, repeat)));
        }
        return call.result(call.type(0), out);
    }

    private static List<Fact> gather(Call call) {
        List<Dim> in = call.dims(0);
        int axis = call.axis(call.node().whole("axis", 0), in.size());
        List<Dim> out = new ArrayList<>(in.subList(0, axis));
        out.addAll(call.dims(1));
        out.addAll(in.subList(axis + 1, in.size()));
        return call.result(call.type(0), out);
    }

    private static List<Fact> depthToSpace(Call call) {
        long block = block(call);
        return blocks(
                call,
                channels -> divided(call, channels, Math.multiplyExact(block, block)),
                size -> Math.multiplyExact(size, block));
    }

    private static List<Fact> spaceToDepth(Call call) {
        long block = block(call);
        return blocks(
                call,
                channels -> Math.multiplyExact(channels, Math.multiplyExact(block, block)),
                size -> divided(call, size, block));
    }

    private static List<Fact> blocks(
            Call call, LongUnaryOperator channels, LongUnaryOperator size) {
        List<Dim> in = call.dims(0);
        if (in.size() != 4) {
            throw call.undecided("has an input that is no image");
        }
        return call.result(
                call.type(0),
                List.of(
                        in.get(0),
                        in.get(1).map(channels),
                        in.get(2).map(size),
                        in.get(3).map(size)));
    }

    private static long block(Call call) {
        long block = call.node().whole("blocksize", 0);
        if (block < 1) {
            throw call.undecided("has the blocksize " + block);
        }
        return block;
    }

    private static long divided(Call call, long size, long by) {
        if (size % by != 0) {
            throw call.undecided("cannot divide " + size + " by " + by);
        }
        return size / by;
    }
}
