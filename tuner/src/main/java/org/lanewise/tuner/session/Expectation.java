package org.lanewise.tuner.session;

import java.time.Duration;

/**
 * What a budget is expected to buy.
 *
 * @param layers to be searched
 * @param trials of each on average, those of earlier runs included
 * @param wanted as many as the user allows
 * @param confirming what is left for each layer's confirmation
 */
public record Expectation(int layers, int trials, int wanted, Duration confirming) {
    /** Of a machine on which nothing was timed yet. */
    private static final Duration TRIAL = Duration.ofMillis(650);

    /**
     * Expects.
     *
     * @param known trials of earlier runs
     * @param searching time to search in
     * @param confirming time to confirm in
     */
    static Expectation of(
            Budget budget, int layers, long known, Duration searching, Duration confirming) {
        long affordable = (known + searching.dividedBy(TRIAL)) / layers;
        return new Expectation(
                layers,
                (int) Math.min(budget.trials(), affordable),
                budget.trials(),
                confirming.dividedBy(layers));
    }
}
