package org.lanewise.codegen;

import java.util.List;

/**
 * One region of the output: a method of its own, so that each stays small enough for the JIT.
 *
 * @param name method name
 * @param note what part of the output it computes
 * @param body statements
 */
record Method(String name, String note, List<Stmt> body) {}
