package org.lanewise.codegen;

/** Integer expressions of loop bounds and addresses. */
sealed interface Int {
    record Const(long value) implements Int {}

    record Var(String name) implements Int {}

    record Binary(Op op, Int left, Int right) implements Int {}

    /** One value in a call that runs one tile of each loop, as a warm-up does, or another. */
    record OneTile(Int then, Int otherwise) implements Int {}

    enum Op {
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDE("/"),
        REMAINDER("%"),
        MIN("min"),
        MAX("max");

        private final String text;

        Op(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Int of(long value) {
        return new Const(value);
    }

    static Int of(String name) {
        return new Var(name);
    }

    default Int plus(Int other) {
        return new Binary(Op.PLUS, this, other);
    }

    default Int minus(Int other) {
        return new Binary(Op.MINUS, this, other);
    }

    default Int times(long factor) {
        return new Binary(Op.TIMES, this, of(factor));
    }

    default Int dividedBy(long divisor) {
        return new Binary(Op.DIVIDE, this, of(divisor));
    }

    default Int modulo(long divisor) {
        return new Binary(Op.REMAINDER, this, of(divisor));
    }

    default Int atMost(Int other) {
        return new Binary(Op.MIN, this, other);
    }

    default Int atLeast(Int other) {
        return new Binary(Op.MAX, this, other);
    }
}
