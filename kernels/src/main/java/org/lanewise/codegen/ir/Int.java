package org.lanewise.codegen.ir;

/** Integer expressions of loop bounds and addresses. */
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
        return new Binary(Op.PLUS, this, other);
    }

    /** Their difference. */
    default Int minus(Int other) {
        return new Binary(Op.MINUS, this, other);
    }

    /** A multiple. */
    default Int times(long factor) {
        return new Binary(Op.TIMES, this, of(factor));
    }

    /** A part, rounded towards zero. */
    default Int dividedBy(long divisor) {
        return new Binary(Op.DIVIDE, this, of(divisor));
    }

    /** What is left of the division. */
    default Int modulo(long divisor) {
        return new Binary(Op.REMAINDER, this, of(divisor));
    }

    /** The lesser of both. */
    default Int atMost(Int other) {
        return new Binary(Op.MIN, this, other);
    }

    /** The greater of both. */
    default Int atLeast(Int other) {
        return new Binary(Op.MAX, this, other);
    }
}
