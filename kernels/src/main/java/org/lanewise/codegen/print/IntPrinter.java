package org.lanewise.codegen.print;

import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Var;

/** Prints integer expressions as Java. */
enum IntPrinter {
    /** What a complete run computes. */
    WHOLE,
    /** What a run of so many {@code tiles} of each loop computes. */
    TILES;

    String print(Int expression) {
        return switch (expression) {
            case Int.Const(long value) -> value == (int) value ? Long.toString(value) : value + "L";
            case Var.Index index -> index.name();
            case Int.Binary(Int.Op op, Int left, Int right) -> binary(op, left, right);
            case Int.Few(Int all) ->
                    this == WHOLE ? print(all) : "Math.min(tiles, " + print(all) + ")";
            case Int.Share(Int own, Int warmUp) ->
                    this == WHOLE
                            ? print(own)
                            : "tiles == 1 ? " + print(warmUp) + " : " + print(own);
        };
    }

    private String binary(Int.Op op, Int left, Int right) {
        return switch (op) {
            case MIN, MAX -> "Math." + op.text() + "(" + print(left) + ", " + print(right) + ")";
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER ->
                    operand(left, op)
                            + " "
                            + op.text()
                            + " "
                            // What stands to the right of these is no part of the left by itself.
                            + (op == Int.Op.PLUS ? operand(right, op) : tight(right, op));
        };
    }

    /** How tightly an expression holds together: Java's precedence, calls and names most. */
    private int precedence(Int expression) {
        return switch (expression) {
            case Int.Const constant -> 3;
            case Var.Index index -> 3;
            case Int.Binary(Int.Op op, Int left, Int right) -> precedence(op);
            case Int.Few(Int all) -> this == WHOLE ? precedence(all) : 3;
            case Int.Share(Int own, Int warmUp) -> this == WHOLE ? precedence(own) : 0;
        };
    }

    private static int precedence(Int.Op op) {
        return switch (op) {
            case PLUS, MINUS -> 1;
            case TIMES, DIVIDE, REMAINDER -> 2;
            case MIN, MAX -> 3;
        };
    }

    /** An operand of an operation, in parentheses where it would fall apart. */
    String operand(Int expression, Int.Op of) {
        boolean quotient = of == Int.Op.TIMES || of == Int.Op.DIVIDE || of == Int.Op.REMAINDER;
        // Products of quotients are read more easily in parentheses.
        int needed = quotient ? 3 : precedence(of);
        return precedence(expression) < needed ? "(" + print(expression) + ")" : print(expression);
    }

    private String tight(Int expression, Int.Op of) {
        return precedence(expression) <= precedence(of)
                ? "(" + print(expression) + ")"
                : print(expression);
    }
}
