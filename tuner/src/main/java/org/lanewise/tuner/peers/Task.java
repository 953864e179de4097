package org.lanewise.tuner.peers;

import org.lanewise.reference.SeededData;
import org.lanewise.workload.Workload;

/**
 * What all contenders compute.
 *
 * @param workload the convolution
 * @param data its data, the same for all
 * @param threads how many threads may compute
 */
public record Task(Workload workload, SeededData data, int threads) {}
