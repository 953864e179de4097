package org.lanewise.codegen.ir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement of the loop nest. Every variable is named in the block that uses it or around it. */
public sealed interface Stmt {
    /**
     * A loop.
     *
     * @param warm whether a warm-up runs its first iterations only
     * @param note the knob that made it
     */
    record Loop(Axis axis, boolean warm, String note, List<Stmt> body) implements Stmt {
        /** A loop that always runs as a whole. */
        public static Loop whole(Axis axis, String note, List<Stmt> body) {
            return new Loop(axis, false, note, body);
        }

        /** A loop that a warm-up cuts short. */
        public static Loop warm(Axis axis, String note, List<Stmt> body) {
            return new Loop(axis, true, note, body);
        }
    }

    /**
     * A loop nest written out.
     *
     * @param axes the loops that were unrolled, outermost first, such as {@code h in 0..2}
     * @param formula what one iteration computes, for the reader
     */
    record Unrolled(List<String> axes, String formula, List<Stmt> body) implements Stmt {}

    /**
     * Statements whose names mean something else further on.
     *
     * @param note what they do, for the reader
     */
    record Block(String note, List<Stmt> body) implements Stmt {}

    /** One block or the other, depending on whether two numbers are equal. */
    record IfEqual(Int left, Int right, Block then, Optional<Block> otherwise) implements Stmt {}

    /** Calls a method of the kernel for the current task. */
    record Call(Method method) implements Stmt {}

    /** Names a number. */
    record LetInt(Var.Index name, Int value) implements Stmt {}

    /** Names a lane mask; bit i stands for lane i. */
    record LetMask(Var.Mask name, long bits) implements Stmt {}

    /** Names the mask of a vector's first lanes, of which there may be none. */
    record LetLanes(Var.Mask name, Int count) implements Stmt {}

    /** What each channel unit has of its own: addresses, and all that is done with vectors. */
    sealed interface OfUnit extends Stmt {}

    /** Names an address: {@code base + terms + offset}. */
    record LetAddress(Var.Address name, Var.Address base, List<Term> terms, long offset)
            implements OfUnit {}

    /**
     * Names, for each lane of an output vector, the lane of the input vector that holds its input
     * channel.
     *
     * @param vector which of {@code lanes}
     */
    record LetLaneNumbers(Var.LaneNumbers name, InputLanes lanes, Int vector) implements OfUnit {}

    /** What gives a vector a value. */
    sealed interface Valued extends OfUnit {
        /** The value. */
        Value value();
    }

    /** Names a vector. */
    record Let(Var.Vector name, Value value) implements Valued {}

    /** Gives a named sum another value. */
    record Assign(Var.Sum name, Value value) implements Valued {}

    /** Stores a vector; lanes outside the mask are not written. */
    record Store(Var.Vector value, Ref to, Optional<Var.Mask> mask) implements OfUnit {}

    /**
     * Stores an unfinished sum where the finished one will be, so that later loads stay behind it:
     * C2 moves no load above a store.
     */
    record Fence(Store store) implements OfUnit {}

    /** All statements of a block, those inside loops, other blocks and called methods too. */
    static Stream<Stmt> all(List<Stmt> body) {
        return body.stream()
                .flatMap(statement -> Stream.concat(Stream.of(statement), inside(statement)));
    }

    /** All values of a kind among the statements of a block. */
    static <V extends Value> Stream<V> values(List<Stmt> body, Class<V> kind) {
        return all(body)
                .filter(Valued.class::isInstance)
                .map(statement -> ((Valued) statement).value())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Stream<Stmt> inside(Stmt statement) {
        return switch (statement) {
            case Loop loop -> all(loop.body());
            case Unrolled unrolled -> all(unrolled.body());
            case Block block -> all(block.body());
            case IfEqual choice ->
                    Stream.concat(Stream.of(choice.then()), choice.otherwise().stream())
                            .flatMap(block -> all(block.body()));
            case Call call -> all(call.method().body());
            case LetInt let -> Stream.empty();
            case LetMask let -> Stream.empty();
            case LetLanes let -> Stream.empty();
            case OfUnit one -> Stream.empty();
        };
    }
}
