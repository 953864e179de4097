package org.lanewise.codegen.ir;

/**
 * A place in memory.
 *
 * @param buffer the tensor
 * @param base the address it is counted from
 * @param offset bytes from there, never negative, so that the JIT can prove the sum in range
 */
public record Ref(Buffer buffer, Var.Address base, long offset) {}
