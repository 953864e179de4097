package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lanewise.tuner.search.KnobSearches.BATCH;
import static org.lanewise.tuner.search.KnobSearches.KNOBS;
import static org.lanewise.tuner.search.KnobSearches.SPACE;
import static org.lanewise.tuner.search.KnobSearches.advanced;
import static org.lanewise.tuner.search.KnobSearches.schedules;
import static org.lanewise.tuner.search.KnobSearches.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class StrategiesTest {
    static List<Strategy> all() {
        return Strategies.names().stream().map(Strategies::named).toList();
    }

    /** All but the one that looks at every point of the space, which is large here. */
    static List<Strategy> strategies() {
        return all().stream().filter(strategy -> !strategy.name().equals("argmax")).toList();
    }

    static Stream<Strategy> drawingStrategies() {
        return strategies().stream().filter(strategy -> !strategy.name().equals("exhaustive"));
    }

    @Test
    void findsStrategiesByName() {
        assertThat(Strategies.names())
                .containsExactly(
                        "model",
                        "argmax",
                        "late-acceptance",
                        "restarts",
                        "annealing",
                        "genetic",
                        "random",
                        "exhaustive");
        assertThat(Strategies.named("model").name()).isEqualTo("model");
        assertThatThrownBy(() -> Strategies.named("oracle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no search strategy 'oracle'; choose one of model, argmax,"
                                + " late-acceptance, restarts, annealing, genetic, random, exhaustive.");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void proposalsAreNewLegalSchedules(Strategy strategy) {
        SearchState state = start(KNOBS, 3);
        Set<Schedule> seen = new HashSet<>();
        for (int round = 0; round < 4; round++) {
            List<Point> proposals = strategy.propose(state, BATCH);

            assertThat(proposals).hasSizeBetween(seesResultsFirst(strategy) ? 1 : BATCH, BATCH);
            assertThat(schedules(proposals)).allMatch(seen::add);
            assertThat(schedules(proposals)).allMatch(schedule -> SPACE.broken(schedule).isEmpty());
            state = advanced(state, proposals);
        }
    }

    /** Strategies that may not have a whole batch before they know what became of some of it. */
    private static boolean seesResultsFirst(Strategy strategy) {
        return List.of("genetic", "annealing").contains(strategy.name());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void batchesMayBeSmall(Strategy strategy) {
        assertThat(strategy.propose(start(KNOBS, 1), 1)).hasSize(1);
        assertThat(strategy.propose(start(KNOBS, 1), 0)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("drawingStrategies")
    void seedsDiffer(Strategy strategy) {
        assertThat(schedules(strategy.propose(start(KNOBS, 1), BATCH)))
                .isNotEqualTo(schedules(strategy.propose(start(KNOBS, 2), BATCH)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void exhaustsASmallSpaceToTheLastLegalSchedule(Strategy strategy) {
        KnobSpace space =
                new KnobSpace(
                        ScheduleSpace.of(
                                Workload.parse("8x2x2_k2_s2_nchw8c"), Target.parse("sse")));
        long legal = space.validPoints().count();
        SearchState state = start(space, 1);
        while (true) {
            List<Point> proposals = strategy.propose(state, BATCH);
            if (proposals.isEmpty()) {
                break;
            }
            state = advanced(state, proposals);
        }

        assertThat(state.results()).hasSize((int) legal);
        assertThat(state.observed()).hasSize((int) legal);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void goesOnWhereEveryCandidateFailed(Strategy strategy) {
        SearchState state = start(KNOBS, 5);
        for (int round = 0; round < 3; round++) {
            List<Point> proposals = strategy.propose(state, BATCH);
            List<Result> results = new ArrayList<>(state.results());
            for (Point point : proposals) {
                results.add(Result.of(KNOBS, point, OptionalDouble.empty()));
            }
            state = new SearchState(KNOBS, results, Lessons.none(), 5);
        }

        assertThat(state.observed())
                .hasSizeBetween(seesResultsFirst(strategy) ? 3 : 3 * BATCH, 3 * BATCH);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void batchesFillRounds(Strategy strategy) {
        for (int known = 0; known < 2000; known++) {
            assertThat(SearchLoop.ROUND % strategy.batch(KNOBS, known)).isZero();
        }
    }

    @Test
    void exhaustiveGoesThroughTheSpaceInOrder() {
        SearchState state = start(KNOBS, 9);
        List<Point> first = new ExhaustiveStrategy().propose(state, 5);
        List<Point> second = new ExhaustiveStrategy().propose(advanced(state, first), 5);

        assertThat(Stream.concat(first.stream(), second.stream()).map(KNOBS::schedule))
                .containsExactlyElementsOf(
                        SPACE.legal().limit(10).map(LegalSchedule::schedule).toList());
    }

    @Tag("slow")
    @Test
    void restartsClimbToALocalOptimumBeforeTheyStartAnew() {
        SearchState state = start(KNOBS, 4);
        Schedule start = schedules(new RestartsStrategy().propose(state, 1)).getFirst();
        while (state.results().size() < 400) {
            List<Schedule> proposals = schedules(new RestartsStrategy().propose(state, 1));
            if (state.results().size() > 0 && differing(proposals.getFirst(), best(state)) > 1) {
                break;
            }
            state = advanced(state, new RestartsStrategy().propose(state, 1));
        }
        Schedule summit = best(state);
        Set<Schedule> observed = Set.copyOf(schedules(List.copyOf(state.observed())));

        assertThat(summit).isNotEqualTo(start);
        assertThat(
                        SPACE.legal()
                                .map(LegalSchedule::schedule)
                                .filter(schedule -> differing(schedule, summit) == 1))
                .as("all neighbours of the local optimum were measured")
                .isNotEmpty()
                .allMatch(observed::contains);
    }

    @Test
    void restartsProposeWhatAResumedSearchWouldHave() {
        SearchState state = start(KNOBS, 6);
        for (int round = 0; round < 10; round++) {
            state = advanced(state, new RestartsStrategy().propose(state, 4));
        }
        List<Result> shuffled = new ArrayList<>(state.results());
        Collections.reverse(shuffled);
        SearchState resumed = new SearchState(KNOBS, shuffled, Lessons.none(), 6);

        assertThat(schedules(new RestartsStrategy().propose(resumed, 4)))
                .isEqualTo(schedules(new RestartsStrategy().propose(state, 4)));
    }

    private static Schedule best(SearchState state) {
        return KNOBS.schedule(state.fastest(1).findFirst().orElseThrow());
    }

    private static long differing(Schedule one, Schedule other) {
        return SPACE.knobs().stream()
                .filter(range -> !one.get(range.knob()).equals(other.get(range.knob())))
                .count();
    }

    @Test
    void drawsUniformly() {
        KnobSpace space =
                new KnobSpace(
                        ScheduleSpace.of(
                                Workload.parse("8x2x2_k2_s2_nchw8c"), Target.parse("sse")));
        List<Point> legal = space.validPoints().toList();
        int rounds = 20_000;
        int[] first = new int[legal.size()];
        for (int seed = 0; seed < rounds; seed++) {
            Point drawn = new RandomStrategy().propose(start(space, seed), 1).getFirst();
            first[legal.indexOf(drawn)]++;
        }
        double expected = (double) rounds / legal.size();

        assertThat(first)
                .satisfies(counts -> {
                    for (int count : counts) {
                        assertThat((double) count).isBetween(expected * 0.6, expected * 1.4);
                    }
                });
    }
}
