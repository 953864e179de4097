package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import java.util.Random;
import org.optaplanner.core.config.solver.EnvironmentMode;

/**
 * Walks a space from several starts and keeps the cheapest points of all walks. Many short walks
 * beat one long one. The result depends on the request alone: walks end by count, and all random
 * choices come from the seed. Thread-safe.
 */
public final class PoolSearch implements Finder {
    /** They take turns over the starts; together they beat any one of them. */
    private static final List<LocalSearch> WALKS =
            List.of(LocalSearch.HILL_CLIMBING, LocalSearch.LATE_ACCEPTANCE, LocalSearch.ANNEALING);

    private final EnvironmentMode mode;

    /** A search as the tuner uses it. */
    public PoolSearch() {
        this(EnvironmentMode.REPRODUCIBLE);
    }

    PoolSearch(EnvironmentMode mode) {
        this.mode = mode;
    }

    @Override
    public List<RankedPoint> find(PoolRequest request) {
        Scoreboard scoreboard = new Scoreboard(request.space(), request.cost());
        Random seeds = new Random(request.seed());
        for (int i = 0; i < request.starts().size(); i++) {
            Assignment start = Assignment.of(request.space(), request.starts().get(i), scoreboard);
            long seed = seeds.nextLong();
            if (!start.choices().isEmpty()) {
                Solvers.solver(WALKS.get(i % WALKS.size()), seed, mode).solve(start);
            }
        }
        return scoreboard.best(request.excluded(), request.poolSize());
    }
}
