package org.lanewise.tuner.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.costmodel.SyntheticMachine;
import org.lanewise.tuner.costmodel.TrainingRow;
import org.lanewise.tuner.space.Point;
import org.lanewise.workload.Workload;

class StrategiesTest {
    private static final SyntheticMachine MACHINE = new SyntheticMachine(1);
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("240x14x14_k5_s1_p2_nhwc"), Target.AVX512);
    private static final KnobSpace KNOBS = new KnobSpace(SPACE);
    private static final int BATCH = 16;

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

    private static List<Schedule> schedules(List<Point> proposals) {
        return proposals.stream().map(KNOBS::schedule).toList();
    }

    private static Result result(KnobSpace space, Schedule schedule, OptionalDouble nanos) {
        return new Result(
                space.pointOf(schedule),
                new TrainingRow(space.schedules().workload(), schedule, nanos)
                        .example(Target.AVX512));
    }

    private static SearchState advanced(SearchState state, List<Point> proposals) {
        KnobSpace space = (KnobSpace) state.space();
        List<Result> results = new ArrayList<>(state.results());
        for (Point point : proposals) {
            Schedule schedule = space.schedule(point);
            results.add(
                    result(
                            space,
                            schedule,
                            MACHINE.measured(
                                    space.schedules().workload(), schedule, state.seed())));
        }
        return new SearchState(space, results, state.lessons(), state.seed());
    }

    private static SearchState start(KnobSpace space, long seed) {
        return new SearchState(space, List.of(), Lessons.none(), seed);
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
    void equalStatesGiveEqualProposalsEverywhere(Strategy strategy) {
        SearchState state = advanced(start(KNOBS, 3), strategy.propose(start(KNOBS, 3), BATCH));
        List<Schedule> here = schedules(strategy.propose(state, BATCH));
        SearchState rebuilt =
                new SearchState(
                        new KnobSpace(
                                ScheduleSpace.of(
                                        Workload.parse(SPACE.workload().toString()),
                                        Target.AVX512)),
                        new ArrayList<>(state.results()),
                        Lessons.none(),
                        3);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            assertThat(schedules(strategy.propose(rebuilt, BATCH))).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
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
