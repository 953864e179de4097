package org.lanewise.tuner.search.optaplanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.monitoring.MonitoringConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * Walks a schedule space from several starts and keeps the cheapest schedules of all walks. Many
 * short walks beat one long one. The result depends on the request alone: walks end by count, and
 * all random choices come from the seed. Thread-safe.
 */
public final class PoolSearch {
    private final EnvironmentMode mode;

    /** A search as the tuner uses it. */
    public PoolSearch() {
        this(EnvironmentMode.REPRODUCIBLE);
    }

    PoolSearch(EnvironmentMode mode) {
        this.mode = mode;
    }

    /**
     * The cheapest legal schedules met that are not excluded, cheapest first; empty where there is
     * nothing to choose.
     */
    public List<RankedSchedule> run(PoolRequest request) {
        Scoreboard scoreboard = new Scoreboard(request.space(), request.cost());
        Random seeds = new Random(request.seed());
        Walk[] walks = Walk.values();
        for (int i = 0; i < request.starts().size(); i++) {
            KnobAssignment start = assignment(request.space(), request.starts().get(i), scoreboard);
            long seed = seeds.nextLong();
            if (!start.choices().isEmpty()) {
                solver(walks[i % walks.length], seed).solve(start);
            }
        }
        return scoreboard.best(request.excluded(), request.poolSize());
    }

    private Solver<KnobAssignment> solver(Walk walk, long seed) {
        SolverConfig config =
                new SolverConfig()
                        .withSolutionClass(KnobAssignment.class)
                        .withEntityClasses(KnobChoice.class)
                        .withEasyScoreCalculatorClass(AssignmentScore.class)
                        .withEnvironmentMode(mode)
                        .withRandomSeed(seed)
                        .withTerminationConfig(
                                new TerminationConfig()
                                        .withScoreCalculationCountLimit(walk.calculations()))
                        .withPhases(walk.phase())
                        // No meters: they are global, so that searches at the same time would warn
                        // of each other's.
                        .withMonitoringConfig(
                                new MonitoringConfig().withSolverMetricList(List.of()));
        return SolverFactory.<KnobAssignment>create(config).buildSolver();
    }

    /** Knobs with a single value are no choice, and are left out. */
    static KnobAssignment assignment(ScheduleSpace space, Schedule start, Scoreboard scoreboard) {
        int[] point =
                space.pointOf(start)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The start "
                                                + start
                                                + " is no point of the space of "
                                                + space.workload()
                                                + "."));
        List<KnobChoice> choices = new ArrayList<>();
        List<Knob> knobs = space.knobs();
        for (int knob = 0; knob < point.length; knob++) {
            int values = knobs.get(knob).values().size();
            if (values > 1) {
                choices.add(new KnobChoice(knob, values, point[knob]));
            }
        }
        return new KnobAssignment(choices, scoreboard);
    }
}
