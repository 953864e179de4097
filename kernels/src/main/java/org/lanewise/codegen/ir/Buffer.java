package org.lanewise.codegen.ir;

/**
 * The memory a kernel touches.
 *
 * @param start where it begins
 * @param address where methods find it: of a tensor, the image of the current task
 */
public record Buffer(Var.Address start, Var.Address address) {
    /** The input tensor. */
    public static final Buffer INPUT = tensor("input", "x");

    /** The packed weights. */
    public static final Buffer WEIGHTS = of("w");

    /** The packed bias. */
    public static final Buffer BIAS = of("b");

    /** The output tensor. */
    public static final Buffer OUTPUT = tensor("output", "y");

    /** What a thread keeps for a task. */
    public static final Buffer SCRATCH = of("s");

    private static Buffer tensor(String start, String image) {
        return new Buffer(new Var.Address(start), new Var.Address(image));
    }

    private static Buffer of(String name) {
        Var.Address start = new Var.Address(name);
        return new Buffer(start, start);
    }
}
