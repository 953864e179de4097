package org.lanewise.codegen;

/**
 * One summand of an address.
 *
 * @param index what is counted
 * @param bytes distance from one to the next
 */
record Term(Int index, long bytes) {}
