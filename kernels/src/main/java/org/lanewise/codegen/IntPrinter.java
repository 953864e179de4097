package org.lanewise.codegen;

/** Prints integer expressions as Java. */
final class IntPrinter {
    private IntPrinter() {}

    static String print(Int expression) {
        return switch (expression) {
            case Int.Const(long value) -> value == (int) value ? Long.toString(value) : value + "L";
            case Int.Var(String name) -> name;
            case Int.Binary(Int.Op op, Int left, Int right) -> binary(op, left, right);
            case Int.OneTile(Int then, Int otherwise) ->
                    "tiles == 1 ? " + print(then) + " : " + print(otherwise);
        };
    }

    private static String binary(Int.Op op, Int left, Int right) {
        return switch (op) {
            case MIN, MAX -> "Math." + op.text() + "(" + print(left) + ", " + print(right) + ")";
            case PLUS -> print(left) + " + " + print(right);
            case MINUS -> print(left) + " - " + operand(right);
            case TIMES, DIVIDE, REMAINDER -> operand(left) + " " + op.text() + " " + operand(right);
        };
    }

    private static String operand(Int expression) {
        boolean compound =
                expression instanceof Int.Binary(Int.Op op, Int left, Int right)
                        && op != Int.Op.MIN
                        && op != Int.Op.MAX;
        return compound ? "(" + print(expression) + ")" : print(expression);
    }
}
