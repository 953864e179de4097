package org.lanewise.codegen.ir;

/**
 * One summand of an address.
 *
 * @param index what is counted
 * @param bytes distance from one to the next
 */
public record Term(Int index, long bytes) {}
