/**
 * Takes requests, gives replies: the processes that generate, compile, check, warm and time kernels
 * with JMH. The only package that knows JMH, and the only one that needs the Vector API.
 */
@NullMarked
package org.lanewise.tuner.measure.worker;

import org.jspecify.annotations.NullMarked;
