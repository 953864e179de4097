package org.lanewise.tuner.session;

import java.util.List;
import java.util.Optional;
import org.lanewise.config.BestConfig;

/**
 * What a tuning run came to.
 *
 * @param best the suite's result as it was stored last, with layers of earlier runs; empty if there
 *     is none
 * @param rate how fast the search was
 * @param problems layers that have no confirmed result of this run, or were run by no application
 * @param failures layers of which more than a few candidates failed
 */
public record TuningResult(
        Optional<BestConfig> best,
        SearchRate rate,
        List<LayerProblem> problems,
        List<FailedCandidates> failures) {
    /** Keeps unmodifiable copies. */
    public TuningResult {
        problems = List.copyOf(problems);
        failures = List.copyOf(failures);
    }
}
