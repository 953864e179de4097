package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;

/**
 * Turns the code of one channel unit into that of several side by side: each statement is repeated
 * for each unit, with variables of its own, so that neighbours in memory are read at about the same
 * time. Loops inside are shared.
 */
final class ChannelTile {
    private final List<Unit> units;

    private ChannelTile(int units) {
        this.units = IntStream.range(1, units).mapToObj(Unit::new).toList();
    }

    /**
     * The body of a loop over channel units.
     *
     * @param body what is done with unit {@code c}
     * @param units how many an iteration computes, from {@code c} on
     */
    static List<Stmt> of(List<Stmt> body, int units) {
        return units == 1 ? body : new ChannelTile(units).spread(body);
    }

    private List<Stmt> spread(List<Stmt> body) {
        return body.stream().flatMap(this::spread).toList();
    }

    private Stmt.Block spread(Stmt.Block block) {
        return new Stmt.Block(block.note(), spread(block.body()));
    }

    private Stream<Stmt> spread(Stmt statement) {
        return switch (statement) {
            case Stmt.Loop(var axis, boolean warm, String note, List<Stmt> body) ->
                    Stream.of(new Stmt.Loop(axis, warm, note, spread(body)));
            case Stmt.Unrolled unrolled ->
                    Stream.of(
                            new Stmt.Unrolled(
                                    axes(unrolled), unrolled.formula(), spread(unrolled.body())));
            case Stmt.Block block -> Stream.of(spread(block));
            case Stmt.IfEqual(Int left, Int right, Stmt.Block then, Optional<Stmt.Block> other) ->
                    Stream.of(new Stmt.IfEqual(left, right, spread(then), other.map(this::spread)));
            case Stmt.OfUnit own ->
                    Stream.concat(Stream.of(own), units.stream().map(unit -> unit.of(own)));
            case Stmt.LetInt shared -> Stream.of(shared);
            case Stmt.LetMask shared -> Stream.of(shared);
            case Stmt.LetLanes shared -> Stream.of(shared);
            case Stmt.Call shared -> Stream.of(shared);
        };
    }

    private List<String> axes(Stmt.Unrolled unrolled) {
        List<String> axes = new ArrayList<>(unrolled.axes());
        axes.addFirst("tc in 0.." + (units.size() + 1));
        return axes;
    }

    /** A unit further on: what stands in the place of the first one's variables. */
    private static final class Unit {
        private final int number;
        private final Map<Var, Var> variables = new HashMap<>();

        Unit(int number) {
            this.number = number;
        }

        Stmt.OfUnit of(Stmt.OfUnit statement) {
            return switch (statement) {
                case Stmt.LetAddress(var name, var base, List<Term> terms, long offset) ->
                        new Stmt.LetAddress(
                                named(name),
                                own(base),
                                terms.stream().map(this::of).toList(),
                                offset);
                case Stmt.LetLaneNumbers(var name, var lanes, Int vector) ->
                        new Stmt.LetLaneNumbers(named(name), lanes, of(vector));
                case Stmt.Let(var name, Value value) -> new Stmt.Let(named(name), of(value));
                case Stmt.Assign(var name, Value value) -> new Stmt.Assign(own(name), of(value));
                case Stmt.Store store -> of(store);
                case Stmt.Fence(Stmt.Store store) -> new Stmt.Fence(of(store));
            };
        }

        private Value of(Value value) {
            return switch (value) {
                case Var.Vector vector -> own(vector);
                case Value.Zero zero -> zero;
                case Value.Load(Ref from, var mask) -> new Value.Load(of(from), mask);
                case Value.Broadcast(Ref from) -> new Value.Broadcast(of(from));
                case Value.Select(var pattern, var first, var second) ->
                        new Value.Select(pattern, own(first), second.map(this::own));
                case Value.Spread(var lanes, var from) -> new Value.Spread(own(lanes), own(from));
                case Value.Product(var left, var right) -> new Value.Product(own(left), own(right));
                case Value.MultiplyAdd(var left, var right, var sum) ->
                        new Value.MultiplyAdd(own(left), own(right), own(sum));
                case Value.PlusMoved(var sum, var pattern, var moved) ->
                        new Value.PlusMoved(own(sum), pattern, own(moved));
                case Value.PlusJoined(var sum, var pattern, var first, var second, var mask) ->
                        new Value.PlusJoined(
                                own(sum),
                                pattern,
                                first.map(this::own),
                                second.map(this::own),
                                mask);
                case Value.AtLeast(var bounded, float low) -> new Value.AtLeast(own(bounded), low);
                case Value.AtMost(var bounded, float high) -> new Value.AtMost(own(bounded), high);
                case Value.Kept(var vector, var mask) -> new Value.Kept(own(vector), mask);
            };
        }

        private Stmt.Store of(Stmt.Store store) {
            return new Stmt.Store(own(store.value()), of(store.to()), store.mask());
        }

        private Ref of(Ref ref) {
            return new Ref(ref.buffer(), own(ref.base()), ref.offset());
        }

        private Term of(Term term) {
            return new Term(of(term.index()), term.bytes());
        }

        private Int of(Int index) {
            return switch (index) {
                case Int.Const constant -> constant;
                case Var.Index counter ->
                        counter == Counters.C ? counter.plus(Int.of(number)) : counter;
                case Int.Binary(var op, Int left, Int right) ->
                        new Int.Binary(op, of(left), of(right));
                case Int.Few(Int all) -> new Int.Few(of(all));
                case Int.Share(Int part, Int warmUp) -> new Int.Share(of(part), of(warmUp));
            };
        }

        private <V extends Var> V named(V variable) {
            variables.computeIfAbsent(variable, v -> v.named(v.name() + "_c" + number));
            return own(variable);
        }

        /** What was named for this unit, or else what all units share. */
        @SuppressWarnings("unchecked") // A variable is renamed to one of its own class.
        private <V extends Var> V own(V variable) {
            return (V) variables.getOrDefault(variable, variable);
        }
    }
}
