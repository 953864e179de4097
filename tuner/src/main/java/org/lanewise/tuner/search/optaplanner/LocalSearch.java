package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.config.heuristic.selector.move.MoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.composite.CartesianProductMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.AcceptorType;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;

/** The kinds of local search. */
enum LocalSearch {
    /** Takes every change that is no worse: finishes a good start quickly. */
    HILL_CLIMBING(800) {
        @Override
        LocalSearchAcceptorConfig acceptor() {
            return new LocalSearchAcceptorConfig()
                    .withAcceptorTypeList(List.of(AcceptorType.HILL_CLIMBING));
        }
    },
    /** Takes what is no worse than 40 steps ago: leaves small hollows. */
    LATE_ACCEPTANCE(1200) {
        @Override
        LocalSearchAcceptorConfig acceptor() {
            return new LocalSearchAcceptorConfig().withLateAcceptanceSize(40);
        }
    },
    /** Takes worse changes too, ever more rarely: crosses ridges and broken rules. */
    ANNEALING(1500) {
        @Override
        LocalSearchAcceptorConfig acceptor() {
            // One more broken rule, or 0.3 more cost, is taken with probability 1/e at first.
            return new LocalSearchAcceptorConfig()
                    .withSimulatedAnnealingStartingTemperature(
                            HardSoftLongScore.of(1, Scoreboard.soft(0.3)).toString());
        }
    },
    /**
     * The same by changes of one parameter alone, tried often enough to have met all of them: each
     * new neighbour costs a measurement, and there are too many pairs to pay for.
     */
    CLIMBING_ONE_BY_ONE(600) {
        @Override
        LocalSearchAcceptorConfig acceptor() {
            return HILL_CLIMBING.acceptor();
        }

        @Override
        MoveSelectorConfig<?> moves() {
            return new ChangeMoveSelectorConfig();
        }
    };

    private final long calculations;

    LocalSearch(long calculations) {
        this.calculations = calculations;
    }

    abstract LocalSearchAcceptorConfig acceptor();

    /**
     * Score calculations of one solve: a count, not a time, so that the result depends on no
     * machine.
     */
    long calculations() {
        return calculations;
    }

    LocalSearchPhaseConfig phase() {
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(moves())
                .withAcceptorConfig(acceptor())
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
    }

    /**
     * One parameter or two: many good points are reached only by changing two at once, such as both
     * tile sizes.
     */
    MoveSelectorConfig<?> moves() {
        return new UnionMoveSelectorConfig(
                List.of(
                        new ChangeMoveSelectorConfig(),
                        new CartesianProductMoveSelectorConfig(
                                List.of(
                                        new ChangeMoveSelectorConfig(),
                                        new ChangeMoveSelectorConfig()))));
    }
}
