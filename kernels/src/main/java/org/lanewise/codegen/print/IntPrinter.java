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
            case PLUS -> print(left) + " + " + print(right);
            case MINUS -> print(left) + " - " + operand(right);
            case TIMES, DIVIDE, REMAINDER -> operand(left) + " " + op.text() + " " + operand(right);
        };
    }

    String operand(Int expression) {
        boolean compound =
                expression instanceof Int.Binary(Int.Op op, Int left, Int right)
                        && op != Int.Op.MIN
                        && op != Int.Op.MAX;
        return compound ? "(" + print(expression) + ")" : print(expression);
    }
}
