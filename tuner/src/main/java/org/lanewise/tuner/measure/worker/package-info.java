/**
 * Takes requests on standard input, gives replies on standard output: the process that generates,
 * compiles, checks, warms and times kernels with JMH. The only package that knows JMH, and the only
 * one that needs the Vector API.
 */
@NullMarked
package org.lanewise.tuner.measure.worker;

import org.jspecify.annotations.NullMarked;
