package org.lanewise.codegen.ir;

import java.util.List;

/**
 * A part of a task's work: a method of its own, so that each stays small enough for the JIT.
 *
 * @param name method name
 * @param note what it computes
 * @param memory what it reads and writes
 * @param bounds what it has to know of the task
 * @param body statements
 */
public record Method(
        String name, String note, List<Buffer> memory, List<Var.Index> bounds, List<Stmt> body) {}
