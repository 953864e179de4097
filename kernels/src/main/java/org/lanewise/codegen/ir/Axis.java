package org.lanewise.codegen.ir;

/**
 * What a loop counts.
 *
 * @param index the counter
 * @param from its first value
 * @param to where it ends, exclusive
 * @param step from one value to the next
 */
public record Axis(Var.Index index, Int from, Int to, int step) {
    /** An axis that counts by ones. */
    public Axis(Var.Index index, Int from, Int to) {
        this(index, from, to, 1);
    }

    /** An axis that counts from 0 by ones. */
    public Axis(String index, long count) {
        this(new Var.Index(index), Int.of(0), Int.of(count));
    }
}
