package org.lanewise.codegen.ir;

import java.util.List;
import java.util.stream.Stream;

/**
 * A lowered kernel: all that printers have to know.
 *
 * @param origin what it was lowered from
 * @param vectorBits width of all vectors
 * @param fma whether a multiply-add is one instruction, and not a product and a sum
 * @param checked whether each access is checked against the bounds of its buffer
 * @param tasks number of independent tasks
 * @param scratchBytes scratch memory that a thread needs, 0 for none
 * @param run the loop over tasks
 */
public record LoopNest(
        Origin origin,
        int vectorBits,
        boolean fma,
        boolean checked,
        int tasks,
        long scratchBytes,
        Stmt.Loop run) {
    /** First task of a call. */
    public static final Var.Index FROM = new Var.Index("from");

    /** Task behind the last one of a call. */
    public static final Var.Index TO = new Var.Index("to");

    /**
     * What a kernel was lowered from, as texts.
     *
     * @param workload what it computes
     * @param output height and width of its output
     * @param schedule how it does so
     */
    public record Origin(String workload, String output, String schedule) {}

    /** The methods that a task calls, in this order. */
    public List<Method> methods() {
        return all(Stmt.Call.class).map(Stmt.Call::method).toList();
    }

    /** All statements of a kind. */
    public <S extends Stmt> Stream<S> all(Class<S> kind) {
        return Stmt.all(run.body()).filter(kind::isInstance).map(kind::cast);
    }

    /** All values of a kind. */
    public <V extends Value> Stream<V> values(Class<V> kind) {
        return Stmt.values(List.of(run), kind);
    }
}
