package org.lanewise.codegen.ir;

/**
 * Integer expressions of loop bounds and addresses. They are made by methods that fold what is
 * known when the kernel is generated: {@code x / 1}, {@code x * 1} and {@code x + 0} are {@code x}.
 */
public sealed interface Int permits Var.Index, Int.Const, Int.Binary, Int.Few, Int.Share {
    /** A number. */
    record Const(long value) implements Int {}

    /** An operation, of ints as Java knows them. */
    record Binary(Op op, Int left, Int right) implements Int {}

    /** So many, of which a warm-up takes the first few. */
    record Few(Int all) implements Int {}

    /**
     * A bound of the current task's share of a loop. A warm-up of one tile takes another: it must
     * meet every region whatever the task, because code that never ran is left out of what the JIT
     * compiles.
     */
    record Share(Int own, Int warmUp) implements Int {}

    /** What is done with two numbers. */
    enum Op {
        /** Sum. */
        PLUS("+"),
        /** Difference. */
        MINUS("-"),
        /** Product. */
        TIMES("*"),
        /** Quotient, rounded towards zero. */
        DIVIDE("/"),
        /** Remainder. */
        REMAINDER("%"),
        /** The lesser. */
        MIN("min"),
        /** The greater. */
        MAX("max");

        private final String text;

        Op(String text) {
            this.text = text;
        }

        /** How Java writes it. */
        public String text() {
            return text;
        }
    }

    /** A number. */
    static Int of(long value) {
        return new Const(value);
    }

    /** Their sum. */
    default Int plus(Int other) {
        if (this instanceof Const(long one) && other instanceof Const(long two)) {
            return of(Math.addExact(one, two));
        }
        if (isNumber(this, 0)) {
            return other;
        }
        return isNumber(other, 0) ? this : new Binary(Op.PLUS, this, other);
    }

    /** Their difference. */
    default Int minus(Int other) {
        return isNumber(other, 0) ? this : new Binary(Op.MINUS, this, other);
    }

    /** A multiple. */
    default Int times(long factor) {
        if (this instanceof Const(long number)) {
            return of(Math.multiplyExact(number, factor));
        }
        return factor == 1 ? this : new Binary(Op.TIMES, this, of(factor));
    }

    /** A part, rounded towards zero. */
    default Int dividedBy(long divisor) {
        return divisor == 1 ? this : new Binary(Op.DIVIDE, this, of(divisor));
    }

    /** What is left of the division. */
    default Int modulo(long divisor) {
        return divisor == 1 ? of(0) : new Binary(Op.REMAINDER, this, of(divisor));
    }

    /** The lesser of both. */
    default Int atMost(Int other) {
        return new Binary(Op.MIN, this, other);
    }

    /** The greater of both. */
    default Int atLeast(Int other) {
        return new Binary(Op.MAX, this, other);
    }

    /** So many, of which a warm-up takes the first few: of one, that one. */
    static Int few(Int all) {
        return isNumber(all, 1) ? all : new Few(all);
    }

    private static boolean isNumber(Int expression, long number) {
        return expression instanceof Const(long value) && value == number;
    }
}
