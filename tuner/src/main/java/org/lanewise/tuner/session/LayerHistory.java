package org.lanewise.tuner.session;

import java.util.List;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;

/**
 * What a layer's search has come to.
 *
 * @param layer the layer
 * @param observations its trials, oldest first
 * @param peakGflops multiply-add peak of one core, 10^9 operations a second; 0 if it is not known
 * @param leastNs what the machine's memory lets no kernel go below; 0 if it is not known
 */
public record LayerHistory(
        Layer layer, List<Observation> observations, double peakGflops, double leastNs) {
    /** Keeps an unmodifiable copy. */
    public LayerHistory {
        observations = List.copyOf(observations);
    }

    /** Number of trials. */
    public int trials() {
        return observations.size();
    }

    /** Time of the fastest kernel, ns; infinite before there is one. */
    public double best() {
        return bestOfFirst(trials());
    }

    /** The same after the first so many trials. */
    public double bestOfFirst(int trials) {
        return observations.stream()
                .limit(trials)
                .flatMapToDouble(seen -> seen.nanos().stream())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Time at the multiply-add peak, ns; 0 if the peak is not known. */
    public double atPeak() {
        return peakGflops > 0 ? layer.workload().flopsOnImage() / peakGflops : 0;
    }

    /** Time on the roofline, ns: no kernel is faster. 0 if nothing is known of the machine. */
    public double floor() {
        return Math.max(atPeak(), leastNs);
    }
}
