package org.lanewise.tuner.search.optaplanner;

import java.util.List;
import org.optaplanner.core.api.solver.Solver;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.monitoring.MonitoringConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/** Makes OptaPlanner's solvers, one for each walk and seed. */
final class Solvers {
    private Solvers() {}

    static Solver<Assignment> solver(LocalSearch walk, long seed) {
        return solver(walk, seed, EnvironmentMode.REPRODUCIBLE);
    }

    static Solver<Assignment> solver(LocalSearch walk, long seed, EnvironmentMode mode) {
        SolverConfig config =
                new SolverConfig()
                        .withSolutionClass(Assignment.class)
                        .withEntityClasses(ParameterChoice.class)
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
        return SolverFactory.<Assignment>create(config).buildSolver();
    }
}
