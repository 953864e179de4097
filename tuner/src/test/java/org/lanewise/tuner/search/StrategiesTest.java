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
import org.lanewise.workload.Workload;

class StrategiesTest {
    private static final SyntheticMachine MACHINE = new SyntheticMachine(1);
    private static final ScheduleSpace SPACE =
            ScheduleSpace.of(Workload.parse("240x14x14_k5_s1_p2_nhwc"), Target.AVX512);
    private static final int BATCH = 16;

    static List<Strategy> strategies() {
        return Strategies.names().stream().map(Strategies::named).toList();
    }

    static Stream<Strategy> drawingStrategies() {
        return strategies().stream().filter(strategy -> !strategy.name().equals("exhaustive"));
    }

    private static List<Schedule> schedules(List<LegalSchedule> proposals) {
        return proposals.stream().map(LegalSchedule::schedule).toList();
    }

    private static SearchState advanced(SearchState state, List<LegalSchedule> proposals) {
        List<Observation> observations = new ArrayList<>(state.observations());
        for (Schedule schedule : schedules(proposals)) {
            observations.add(
                    new Observation(
                            schedule,
                            MACHINE.measured(state.space().workload(), schedule, state.seed())));
        }
        return new SearchState(state.space(), observations, state.otherRows(), state.seed());
    }

    private static SearchState start(ScheduleSpace space, long seed) {
        return new SearchState(space, List.of(), List.of(), seed);
    }

    @Test
    void findsStrategiesByName() {
        assertThat(Strategies.names()).containsExactly("model", "restarts", "random", "exhaustive");
        assertThat(Strategies.named("model").name()).isEqualTo("model");
        assertThatThrownBy(() -> Strategies.named("oracle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no search strategy 'oracle'; choose one of model, restarts, random, exhaustive.");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void proposalsAreFullBatchesOfNewLegalSchedules(Strategy strategy) {
        SearchState state = start(SPACE, 3);
        Set<Schedule> seen = new HashSet<>();
        for (int round = 0; round < 8; round++) {
            List<LegalSchedule> proposals = strategy.propose(state, BATCH);

            assertThat(proposals).hasSize(BATCH);
            assertThat(schedules(proposals)).allMatch(seen::add);
            assertThat(schedules(proposals)).allMatch(schedule -> SPACE.broken(schedule).isEmpty());
            state = advanced(state, proposals);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void equalStatesGiveEqualProposalsEverywhere(Strategy strategy) {
        SearchState state = advanced(start(SPACE, 3), strategy.propose(start(SPACE, 3), BATCH));
        List<Schedule> here = schedules(strategy.propose(state, BATCH));
        SearchState rebuilt =
                new SearchState(
                        ScheduleSpace.of(
                                Workload.parse(SPACE.workload().toString()), Target.AVX512),
                        new ArrayList<>(state.observations()),
                        new ArrayList<>(),
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
        assertThat(strategy.propose(start(SPACE, 1), 1)).hasSize(1);
        assertThat(strategy.propose(start(SPACE, 1), 0)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("drawingStrategies")
    void seedsDiffer(Strategy strategy) {
        assertThat(schedules(strategy.propose(start(SPACE, 1), BATCH)))
                .isNotEqualTo(schedules(strategy.propose(start(SPACE, 2), BATCH)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void exhaustsASmallSpaceToTheLastLegalSchedule(Strategy strategy) {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("8x2x2_k2_s2_nchw8c"), Target.parse("sse"));
        long legal = space.legal().count();
        SearchState state = start(space, 1);
        while (true) {
            List<LegalSchedule> proposals = strategy.propose(state, BATCH);
            if (proposals.isEmpty()) {
                break;
            }
            state = advanced(state, proposals);
        }

        assertThat(state.observations()).hasSize((int) legal);
        assertThat(state.observed()).hasSize((int) legal);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void goesOnWhereEveryCandidateFailed(Strategy strategy) {
        SearchState state = start(SPACE, 5);
        for (int round = 0; round < 3; round++) {
            List<LegalSchedule> proposals = strategy.propose(state, BATCH);
            List<Observation> observations = new ArrayList<>(state.observations());
            for (Schedule schedule : schedules(proposals)) {
                observations.add(new Observation(schedule, OptionalDouble.empty()));
            }
            state = new SearchState(SPACE, observations, List.of(), 5);
        }

        assertThat(state.observed()).hasSize(3 * BATCH);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void batchesFillRounds(Strategy strategy) {
        assertThat(SearchLoop.ROUND % strategy.batch()).isZero();
    }

    @Test
    void exhaustiveGoesThroughTheSpaceInOrder() {
        SearchState state = start(SPACE, 9);
        List<LegalSchedule> first = new ExhaustiveStrategy().propose(state, 5);
        List<LegalSchedule> second = new ExhaustiveStrategy().propose(advanced(state, first), 5);

        assertThat(Stream.concat(first.stream(), second.stream()).map(LegalSchedule::schedule))
                .containsExactlyElementsOf(
                        SPACE.legal().limit(10).map(LegalSchedule::schedule).toList());
    }

    @Tag("slow")
    @Test
    void restartsClimbToALocalOptimumBeforeTheyStartAnew() {
        SearchState state = start(SPACE, 4);
        Schedule start = schedules(new RestartsStrategy().propose(state, 1)).getFirst();
        while (state.observations().size() < 400) {
            List<Schedule> proposals = schedules(new RestartsStrategy().propose(state, 1));
            if (state.observations().size() > 0
                    && differing(proposals.getFirst(), best(state)) > 1) {
                break;
            }
            state = advanced(state, new RestartsStrategy().propose(state, 1));
        }
        Schedule summit = best(state);
        Set<Schedule> observed = state.observed();

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
        SearchState state = start(SPACE, 6);
        for (int round = 0; round < 10; round++) {
            state = advanced(state, new RestartsStrategy().propose(state, 4));
        }
        List<Observation> shuffled = new ArrayList<>(state.observations());
        Collections.reverse(shuffled);
        SearchState resumed = new SearchState(SPACE, shuffled, List.of(), 6);

        assertThat(schedules(new RestartsStrategy().propose(resumed, 4)))
                .isEqualTo(schedules(new RestartsStrategy().propose(state, 4)));
    }

    private static Schedule best(SearchState state) {
        return state.fastest(1).findFirst().orElseThrow();
    }

    private static long differing(Schedule one, Schedule other) {
        return SPACE.knobs().stream()
                .filter(range -> !one.get(range.knob()).equals(other.get(range.knob())))
                .count();
    }

    @Test
    void drawsUniformly() {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("8x2x2_k2_s2_nchw8c"), Target.parse("sse"));
        List<Schedule> legal = space.legal().map(LegalSchedule::schedule).toList();
        int rounds = 20_000;
        int[] first = new int[legal.size()];
        for (int seed = 0; seed < rounds; seed++) {
            Schedule drawn =
                    schedules(new RandomStrategy().propose(start(space, seed), 1)).getFirst();
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
        SearchState state = start(SPACE, 3);
        for (int round = 0; round < 3; round++) {
            state = advanced(state, new ModelGuidedStrategy().propose(state, BATCH));
        }

        List<Schedule> batch = schedules(new ModelGuidedStrategy().propose(state, BATCH));

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
                                    start(SPACE, seed),
                                    new ModelGuidedStrategy().propose(start(SPACE, seed), BATCH))));
            random.add(
                    bestNanos(
                            advanced(
                                    start(SPACE, seed),
                                    new RandomStrategy().propose(start(SPACE, seed), BATCH))));
        }

        assertThat(model.stream().sorted().toList().get(5))
                .isLessThan(random.stream().sorted().toList().get(5));
    }

    @Test
    void observationsOutsideTheSpaceAreLearnedFrom() {
        Schedule foreign = Schedule.parse("c512_b3_t2x2_chw_taps_reload_raw");
        SearchState state =
                new SearchState(
                        SPACE,
                        List.of(new Observation(foreign, OptionalDouble.of(5))),
                        List.of(),
                        1);

        assertThat(new ModelGuidedStrategy().propose(state, BATCH)).hasSize(BATCH);
        assertThat(TrainingSet.of(state)).hasSize(1);
    }

    @Test
    void theFastestScheduleOfAnEarlierSearchIsMeasuredAgainInTheFirstBatch() {
        Schedule fast = Schedule.parse("c512_b1_t3x5_chw_taps_reload_raw");
        Schedule foreign = Schedule.parse("c512_b3_t2x2_chw_taps_reload_raw");
        Workload workload = SPACE.workload();
        List<TrainingRow> earlier =
                List.of(
                        new TrainingRow(workload, foreign, OptionalDouble.of(1)),
                        new TrainingRow(workload, fast, OptionalDouble.of(2)),
                        new TrainingRow(
                                Workload.parse("64x14x14_k5_s1_p2_nhwc"),
                                Schedule.parse("c512_b1_t2x2_chw_taps_reload_raw"),
                                OptionalDouble.of(1)));
        Observation first =
                new Observation(SPACE.requireDefault().schedule(), OptionalDouble.of(9));
        SearchState state = new SearchState(SPACE, List.of(first), earlier, 1);

        assertThat(schedules(new ModelGuidedStrategy().propose(state, BATCH - 1)).getFirst())
                .isEqualTo(fast);
        assertThat(TrainingSet.of(state)).containsAll(earlier);
    }

    @Test
    void earlierSearchesOfTheSameLayerAreAlwaysLearnedFrom() {
        TrainingRow earlier =
                new TrainingRow(
                        SPACE.workload(),
                        Schedule.parse("c512_b1_t3x5_chw_taps_reload_raw"),
                        OptionalDouble.of(2));
        List<Observation> many =
                new RandomStrategy()
                        .propose(start(SPACE, 1), 64).stream()
                                .map(legal ->
                                        new Observation(legal.schedule(), OptionalDouble.of(100)))
                                .toList();

        assertThat(TrainingSet.of(new SearchState(SPACE, many, List.of(earlier), 1)))
                .hasSize(65)
                .contains(earlier);
    }

    @Test
    void otherLayersAreUsedOnlyWhileOwnRowsAreFew() {
        TrainingRow other =
                new TrainingRow(
                        Workload.parse("64x14x14_k5_s1_p2_nhwc"),
                        Schedule.parse("c512_b1_t2x2_chw_taps_reload_raw"),
                        OptionalDouble.of(1000));
        List<Observation> observations = new ArrayList<>();
        SearchState few = new SearchState(SPACE, observations, List.of(other), 1);
        for (LegalSchedule legal : new RandomStrategy().propose(few, 64)) {
            observations.add(new Observation(legal.schedule(), OptionalDouble.of(100)));
        }
        SearchState many = new SearchState(SPACE, observations, List.of(other), 1);

        assertThat(TrainingSet.of(few)).containsExactly(other);
        assertThat(TrainingSet.of(many)).hasSize(64).doesNotContain(other);
    }

    private static double bestNanos(SearchState state) {
        return state.observations().stream()
                .flatMapToDouble(observation -> observation.nanos().stream())
                .min()
                .orElseThrow();
    }
}
