package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns the code of one channel unit into that of several side by side: each statement is repeated
 * for each unit, with names of its own, so that neighbours in memory are read at about the same
 * time. Loops inside are shared.
 */
final class ChannelTile {
    private final int units;
    private final Set<String> names = new HashSet<>();

    private ChannelTile(List<Stmt> body, int units) {
        this.units = units;
        collect(body);
    }

    /**
     * The body of a loop over channel units.
     *
     * @param body what is done with unit {@code c}
     * @param units how many an iteration computes, from {@code c} on
     */
    static List<Stmt> of(List<Stmt> body, int units) {
        return units == 1 ? body : new ChannelTile(body, units).spread(body);
    }

    private void collect(List<Stmt> body) {
        for (Stmt statement : body) {
            switch (statement) {
                case Stmt.Loop loop -> collect(loop.body());
                case Stmt.Unrolled unrolled -> collect(unrolled.body());
                case Stmt.Block block -> collect(block.body());
                case Stmt.IfEqual choice -> {
                    collect(choice.then().body());
                    choice.otherwise().ifPresent(block -> collect(block.body()));
                }
                case Stmt.Definition definition -> names.add(definition.name());
                case Stmt.OfUnit unnamed -> {}
                case Stmt.LetInt shared -> {}
                case Stmt.LetMask shared -> {}
                case Stmt.Call shared -> {}
            }
        }
    }

    private List<Stmt> spread(List<Stmt> body) {
        return body.stream().flatMap(this::spread).toList();
    }

    private Stmt.Block spread(Stmt.Block block) {
        return new Stmt.Block(block.note(), spread(block.body()));
    }

    private Stream<Stmt> spread(Stmt statement) {
        return switch (statement) {
            case Stmt.Loop(String var, Int from, Int to, int step, String note, List<Stmt> body) ->
                    Stream.of(new Stmt.Loop(var, from, to, step, note, spread(body)));
            case Stmt.Unrolled unrolled ->
                    Stream.of(
                            new Stmt.Unrolled(
                                    axes(unrolled), unrolled.formula(), spread(unrolled.body())));
            case Stmt.Block block -> Stream.of(spread(block));
            case Stmt.IfEqual(Int left, Int right, Stmt.Block then, Optional<Stmt.Block> other) ->
                    Stream.of(new Stmt.IfEqual(left, right, spread(then), other.map(this::spread)));
            case Stmt.OfUnit own -> IntStream.range(0, units).mapToObj(unit -> of(own, unit));
            case Stmt.LetInt shared -> Stream.of(shared);
            case Stmt.LetMask shared -> Stream.of(shared);
            case Stmt.Call shared -> Stream.of(shared);
        };
    }

    private List<String> axes(Stmt.Unrolled unrolled) {
        List<String> axes = new ArrayList<>(unrolled.axes());
        axes.addFirst("tc in 0.." + units);
        return axes;
    }

    private Stmt of(Stmt.OfUnit statement, int unit) {
        return unit == 0
                ? statement
                : statement.with(
                        name -> names.contains(name) ? name + "_c" + unit : name,
                        index -> further(index, unit));
    }

    /** An index of unit {@code c}, as it is for one further on. */
    private static Int further(Int index, int unit) {
        return switch (index) {
            case Int.Const constant -> constant;
            case Int.Var(String name) -> name.equals("c") ? index.plus(Int.of(unit)) : index;
            case Int.Binary(Int.Op op, Int left, Int right) ->
                    new Int.Binary(op, further(left, unit), further(right, unit));
            case Int.OneTile(Int then, Int otherwise) ->
                    new Int.OneTile(further(then, unit), further(otherwise, unit));
        };
    }
}
