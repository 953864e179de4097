package org.lanewise.codegen;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A statement of the loop nest. Vector values and addresses are named; every name is assigned in
 * the block that uses it or around it.
 */
sealed interface Stmt {
    /**
     * {@code for (int var = from; var < to; var += step)}; the note names the knob that made the
     * loop.
     */
    record Loop(String var, Int from, Int to, int step, String note, List<Stmt> body)
            implements Stmt {
        Loop(String var, Int from, Int to, String note, List<Stmt> body) {
            this(var, from, to, 1, note, body);
        }

        /** {@code for (var in 0..count)}, which a warm-up cuts short after some iterations. */
        static Loop warm(String var, long count, String note, List<Stmt> body) {
            return new Loop(var, Int.of(0), Int.of("tiles").atMost(Int.of(count)), note, body);
        }

        /** The same with other bounds, which are named first. */
        static List<Stmt> warm(String var, Int from, Int to, String note, List<Stmt> body) {
            Int begin = Int.of(var + "Begin");
            Int end = Int.of(var + "End");
            return List.of(
                    new LetInt(var + "Begin", from),
                    new LetInt(var + "End", begin.plus(Int.of("tiles").atMost(to.minus(begin)))),
                    new Loop(var, begin, end, note, body));
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

    /** An integer constant for the block. */
    record LetInt(String name, Int value) implements Stmt {}

    /** A lane mask; bit i stands for lane i. */
    record LetMask(String name, long bits) implements Stmt {}

    /** Calls a method of the kernel for the channel units of the current task. */
    record Call(String method) implements Stmt {}

    /** What each channel unit has of its own: addresses, and all that is done with vectors. */
    sealed interface OfUnit extends Stmt {
        /** The same with other names and indices. */
        OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices);
    }

    /** Such a statement that names its result. */
    sealed interface Definition extends OfUnit {
        /** The result's name. */
        String name();
    }

    /** An address: {@code base + terms + offset}. */
    record LetAddress(String name, String base, List<Term> terms, long offset)
            implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            List<Term> moved =
                    terms.stream()
                            .map(term -> new Term(indices.apply(term.index()), term.bytes()))
                            .toList();
            return new LetAddress(names.apply(name), names.apply(base), moved, offset);
        }
    }

    /** Loads a vector; lanes outside the mask are zero and not read. */
    record Load(String name, Ref from, Optional<String> mask) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Load(names.apply(name), from.with(names), mask);
        }
    }

    /**
     * A vector made of lanes of two others.
     *
     * @param pattern which lanes
     * @param first the vector that lanes below the vector's length are taken from
     * @param second the vector that the others are taken from; absent where it is all zeros
     */
    record Select(String name, Pattern pattern, String first, Optional<String> second)
            implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Select(names.apply(name), pattern, names.apply(first), second.map(names));
        }
    }

    /**
     * Names, for each lane of an output vector, the lane of the input vector that holds its input
     * channel.
     *
     * @param output the vector's place among those of one input vector
     */
    record LetInputLanes(String name, Int output) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new LetInputLanes(names.apply(name), indices.apply(output));
        }
    }

    /** A vector whose lanes are taken from another, from the lanes that were named so. */
    record Spread(String name, String lanes, String from) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Spread(names.apply(name), names.apply(lanes), names.apply(from));
        }
    }

    /** One float in all lanes. */
    record Broadcast(String name, Ref from) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Broadcast(names.apply(name), from.with(names));
        }
    }

    /** Names an accumulator that starts at zero. */
    record Zero(String name) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Zero(names.apply(name));
        }
    }

    /** Names an accumulator that starts at another value. */
    record Copy(String name, String value) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Copy(names.apply(name), names.apply(value));
        }
    }

    /** Names an accumulator that starts at a product. */
    record Mul(String name, String left, String right) implements Definition {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Mul(names.apply(name), names.apply(left), names.apply(right));
        }
    }

    /** Gives a named accumulator the value of another. */
    record Assign(String name, String value) implements OfUnit {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Assign(names.apply(name), names.apply(value));
        }
    }

    /** {@code acc += left * right}, rounded once. */
    record Fma(String acc, String left, String right) implements OfUnit {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Fma(names.apply(acc), names.apply(left), names.apply(right));
        }
    }

    /** {@code acc = min(max(acc, low), high)}; infinite bounds are left out. */
    record Clamp(String acc, float low, float high) implements OfUnit {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Clamp(names.apply(acc), low, high);
        }
    }

    /**
     * Stores an unfinished sum where the finished one will be, so that later loads stay behind it:
     * see {@link TileLowering} for what C2 does otherwise.
     */
    record Fence(Store store) implements OfUnit {
        @Override
        public OfUnit with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Fence(store.with(names, indices));
        }
    }

    /** Stores a vector; lanes outside the mask are not written. */
    record Store(String value, Ref to, Optional<String> mask) implements OfUnit {
        @Override
        public Store with(UnaryOperator<String> names, UnaryOperator<Int> indices) {
            return new Store(names.apply(value), to.with(names), mask);
        }
    }
}
