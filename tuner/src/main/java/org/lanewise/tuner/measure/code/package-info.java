/**
 * Takes a legal schedule, gives the machine code that C2 makes of its kernel: a fresh JVM prints it
 * in hexadecimal digits, which it does by itself, and objdump of binutils, where there is one,
 * makes instructions of them.
 */
@NullMarked
package org.lanewise.tuner.measure.code;

import org.jspecify.annotations.NullMarked;
