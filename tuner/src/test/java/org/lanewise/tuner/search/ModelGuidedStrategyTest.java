package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lanewise.tuner.search.KnobSearches.BATCH;
import static org.lanewise.tuner.search.KnobSearches.KNOBS;
import static org.lanewise.tuner.search.KnobSearches.SPACE;
import static org.lanewise.tuner.search.KnobSearches.advanced;
import static org.lanewise.tuner.search.KnobSearches.result;
import static org.lanewise.tuner.search.KnobSearches.schedules;
import static org.lanewise.tuner.search.KnobSearches.start;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

/** What the model-guided strategy learns from, and what it makes of it. */
class ModelGuidedStrategyTest {
    @Tag("slow")
    @Test
    void aBatchOfTheModelIsVaried() {
        SearchState state = start(KNOBS, 3);
        for (int round = 0; round < 3; round++) {
            state = advanced(state, Strategies.named("model").propose(state, BATCH));
        }

        List<Schedule> batch = schedules(Strategies.named("model").propose(state, BATCH));

        assertThat(
                        batch.stream()
                                .map(schedule -> schedule.tileH() + "x" + schedule.tileW())
                                .distinct())
                .hasSizeGreaterThan(4);
    }

    @Tag("slow")
    @Test
    void theFirstBatchOfTheModelBeatsARandomOne() {
        List<Double> model = new ArrayList<>();
        List<Double> random = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            model.add(
                    bestNanos(
                            advanced(
                                    start(KNOBS, seed),
                                    Strategies.named("model").propose(start(KNOBS, seed), BATCH))));
            random.add(
                    bestNanos(
                            advanced(
                                    start(KNOBS, seed),
                                    new RandomStrategy().propose(start(KNOBS, seed), BATCH))));
        }

        assertThat(model.stream().sorted().toList().get(5))
                .isLessThan(random.stream().sorted().toList().get(5));
    }

    @Test
    void observationsOutsideTheSpaceAreLearnedFrom() {
        Schedule foreign = Schedule.parse("c512_b3_t2x2_chw_taps_reload_raw");
        SearchState state =
                new SearchState(
                        KNOBS,
                        List.of(result(KNOBS, foreign, OptionalDouble.of(5))),
                        Lessons.none(),
                        1);

        assertThat(state.results().getFirst().point()).isEmpty();
        assertThat(Strategies.named("model").propose(state, BATCH)).hasSize(BATCH);
        assertThat(TrainingSet.of(state)).hasSize(1);
    }

    @Test
    void theFastestScheduleOfAnEarlierSearchIsMeasuredAgainInTheFirstBatch() {
        Schedule fast = Schedule.parse("c512_b1_t3x5_chw_taps_reload_raw");
        Schedule foreign = Schedule.parse("c512_b3_t2x2_chw_taps_reload_raw");
        Workload workload = SPACE.workload();
        Lessons lessons =
                ScheduleLessons.of(
                        KNOBS,
                        List.of(
                                new TrainingRow(workload, foreign, OptionalDouble.of(1)),
                                new TrainingRow(workload, fast, OptionalDouble.of(2)),
                                new TrainingRow(
                                        Workload.parse("64x14x14_k5_s1_p2_nhwc"),
                                        Schedule.parse("c512_b1_t2x2_chw_taps_reload_raw"),
                                        OptionalDouble.of(1))));
        Result first = result(KNOBS, SPACE.requireDefault().schedule(), OptionalDouble.of(9));
        SearchState state = new SearchState(KNOBS, List.of(first), lessons, 1);

        assertThat(schedules(Strategies.named("model").propose(state, BATCH - 1)).getFirst())
                .isEqualTo(fast);
        assertThat(TrainingSet.of(state)).hasSize(4).containsAll(lessons.same());
    }

    @Test
    void theLongerNothingFasterIsFoundTheMoreIsDrawnByChance() {
        assertThat(randomShare(0)).isEqualTo(0.1);
        assertThat(randomShare(2)).isEqualTo(0.1);
        assertThat(randomShare(3)).isCloseTo(0.2, within(1e-9));
        assertThat(randomShare(4)).isCloseTo(0.3, within(1e-9));
        assertThat(randomShare(20)).isEqualTo(0.5);
    }

    /** Of a search whose fastest result is older than so many rounds. */
    private static double randomShare(int rounds) {
        List<Result> results =
                new ArrayList<>(measured(new RandomStrategy().propose(start(KNOBS, 1), 20)));
        results.add(result(KNOBS, SPACE.requireDefault().schedule(), OptionalDouble.of(1)));
        results.addAll(
                measured(new RandomStrategy().propose(start(KNOBS, 2), rounds * SearchLoop.ROUND)));
        return TreeBatches.randomShare(new SearchState(KNOBS, results, Lessons.none(), 1), false);
    }

    private static List<Result> measured(List<Point> points) {
        return points.stream()
                .map(point -> result(KNOBS, KNOBS.schedule(point), OptionalDouble.of(100)))
                .toList();
    }

    @Test
    void earlierSearchesOfTheSameLayerAreAlwaysLearnedFrom() {
        Lessons earlier =
                ScheduleLessons.of(
                        KNOBS,
                        List.of(
                                new TrainingRow(
                                        SPACE.workload(),
                                        Schedule.parse("c512_b1_t3x5_chw_taps_reload_raw"),
                                        OptionalDouble.of(2))));
        List<Result> many = measured(new RandomStrategy().propose(start(KNOBS, 1), 64));

        assertThat(TrainingSet.of(new SearchState(KNOBS, many, earlier, 1)))
                .hasSize(65)
                .containsAll(earlier.same());
    }

    @Test
    void otherLayersAreUsedOnlyWhileOwnRowsAreFew() {
        Lessons other =
                ScheduleLessons.of(
                        KNOBS,
                        List.of(
                                new TrainingRow(
                                        Workload.parse("64x14x14_k5_s1_p2_nhwc"),
                                        Schedule.parse("c512_b1_t2x2_chw_taps_reload_raw"),
                                        OptionalDouble.of(1000))));
        SearchState few = new SearchState(KNOBS, List.of(), other, 1);
        SearchState many =
                new SearchState(KNOBS, measured(new RandomStrategy().propose(few, 64)), other, 1);

        assertThat(TrainingSet.of(few)).isEqualTo(other.others());
        assertThat(TrainingSet.of(many)).hasSize(64).doesNotContainAnyElementsOf(other.others());
    }

    private static double bestNanos(SearchState state) {
        return state.results().stream()
                .flatMapToDouble(result -> result.cost().stream())
                .min()
                .orElseThrow();
    }
}
