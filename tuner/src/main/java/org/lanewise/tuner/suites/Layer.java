package org.lanewise.tuner.suites;

import org.lanewise.workload.Workload;

/**
 * One entry of a suite.
 *
 * @param name the layer's name in its network, or its text form
 * @param workload the computation
 * @param count how often the network runs it
 */
public record Layer(String name, Workload workload, int count) {}
