/**
 * Takes a legal schedule, gives a verdict: what the tests of kernels share, such as the one tester
 * every kernel goes through, random workloads and schedules, and the way to the data that lies
 * outside the project.
 */
@NullMarked
package org.lanewise.testkit;

import org.jspecify.annotations.NullMarked;
