package org.lanewise.tuner.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.tuner.features.FeatureSet;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class GradientBoostedTreesTest {
    private static final SyntheticMachine MACHINE = new SyntheticMachine(1);
    private static final Workload LAYER = Workload.parse("128x56x56_k3_s1_p1_nchw16c");

    private static List<TrainingRow> rows(Workload workload, int count, long seed) {
        Random random = new Random(seed);
        ScheduleSpace space = ScheduleSpace.of(workload, Target.AVX512);
        return Stream.generate(() ->
                        space.at(
                                space.knobs().stream()
                                        .mapToInt(knob -> random.nextInt(knob.values().size()))
                                        .toArray()))
                .filter(schedule -> space.ifLegal(schedule).isPresent())
                .distinct()
                .limit(count)
                .map(schedule ->
                        new TrainingRow(
                                workload, schedule, MACHINE.measured(workload, schedule, seed)))
                .toList();
    }

    private static final int ESTIMATE = FeatureSet.current().indexOf(FeatureSet.ESTIMATE);

    private static CostModel trained(List<TrainingRow> rows, long seed) {
        return GradientBoostedTrees.train(
                rows.stream().map(row -> row.example(Target.AVX512)).toList(), seed);
    }

    /** Else a new value of a knob would lead searches elsewhere that do not have it. */
    @Test
    void featuresThatAreAlikeInAllExamplesChangeNothing() {
        List<Example> plain =
                rows(LAYER, 80, 1).stream().map(row -> row.example(Target.AVX512)).toList();
        List<Example> wider = plain.stream().map(GradientBoostedTreesTest::widened).toList();

        CostModel one = GradientBoostedTrees.train(plain, 7);
        CostModel other = GradientBoostedTrees.train(wider, 7);

        for (int i = 0; i < plain.size(); i++) {
            assertThat(other.predict(wider.get(i).features()))
                    .isEqualTo(one.predict(plain.get(i).features()));
        }
    }

    /** With a feature in front and one behind that all have. */
    private static Example widened(Example example) {
        float[] features = new float[example.features().length + 2];
        System.arraycopy(example.features(), 0, features, 1, example.features().length);
        features[0] = 3;
        features[features.length - 1] = -1;
        return new Example(example.problem(), features, example.cost());
    }

    @Test
    void ofExamplesThatAreAllAlikeTheMeanIsPredicted() {
        float[] features = {1, 2};
        List<Example> alike =
                List.of(
                        new Example("a", features, OptionalDouble.of(10)),
                        new Example("a", features, OptionalDouble.of(20)));

        assertThat(GradientBoostedTrees.train(alike, 1).predict(features))
                .isEqualTo(-0.75, within(1e-6));
    }

    private static float[] features(TrainingRow row) {
        return FeatureSet.current().of(row.plan(Target.AVX512));
    }

    private static double rankCorrelation(CostModel model, List<TrainingRow> rows) {
        List<TrainingRow> measured = rows.stream().filter(row -> row.nanos().isPresent()).toList();
        double[] predicted =
                measured.stream().mapToDouble(row -> model.predict(features(row))).toArray();
        double[] actual =
                measured.stream()
                        .mapToDouble(row -> row.nanos().orElseThrow() / row.workload().flops())
                        .toArray();
        return Ranks.spearman(predicted, actual);
    }

    @Test
    void ranksUnseenSchedules() {
        CostModel model = trained(rows(LAYER, 400, 1), 1);

        assertThat(rankCorrelation(model, rows(LAYER, 400, 2))).isGreaterThan(0.9);
    }

    /** The fastest takes 100; speeds are by it. */
    @Test
    void treesLearnWhatAnExpectationIsOffBy() {
        List<Example> examples =
                IntStream.range(0, 200)
                        .mapToObj(i -> {
                            float[] features = new float[FeatureSet.current().size()];
                            features[3] = i % 10;
                            return new Example(LAYER, features, OptionalDouble.of(100 + i % 10));
                        })
                        .toList();
        CostModel model =
                GradientBoostedTrees.train(examples, 1, features -> 5 - features[3] / 100);

        for (Example example : examples.subList(0, 10)) {
            assertThat(model.predict(example.features()))
                    .isCloseTo(-100 / example.cost().orElseThrow(), within(0.01));
        }
    }

    @Test
    void layersTeachEachOther() {
        List<TrainingRow> others = new ArrayList<>();
        for (String other :
                List.of(
                        "32x112x112_k3_s1_p1_nchw16c",
                        "256x28x28_k3_s1_p1_nchw16c",
                        "512x14x14_k3_s1_p1_nchw16c")) {
            others.addAll(rows(Workload.parse(other), 200, 3));
        }

        assertThat(rankCorrelation(trained(others, 1), rows(LAYER, 400, 2))).isGreaterThan(0.8);
    }

    @Test
    void predictsSpeedAsAShareOfTheBest() {
        List<TrainingRow> rows = rows(LAYER, 400, 1);
        CostModel model = trained(rows, 1);
        double best =
                rows.stream().flatMapToDouble(row -> row.nanos().stream()).min().orElseThrow();

        for (TrainingRow row : rows) {
            double share = row.nanos().isPresent() ? best / row.nanos().getAsDouble() : 0;
            assertThat(model.predict(features(row))).as("%s", row).isCloseTo(-share, within(0.25));
        }
    }

    @Test
    void equalRowsAndSeedGiveAnEqualModel() {
        List<TrainingRow> rows = rows(LAYER, 200, 1);
        CostModel one = trained(rows, 5);
        CostModel again = trained(rows, 5);

        assertThat(rows)
                .allMatch(row -> one.predict(features(row)) == again.predict(features(row)));
    }

    @Test
    void failedCandidatesArePredictedSlow() {
        List<TrainingRow> rows = new ArrayList<>();
        for (TrainingRow row : rows(LAYER, 300, 1)) {
            boolean fails = row.schedule().tileH() >= 6;
            rows.add(fails ? new TrainingRow(LAYER, row.schedule(), OptionalDouble.empty()) : row);
        }
        CostModel model = trained(rows, 1);

        double working =
                model.predict(
                        FeatureSet.current()
                                .of(
                                        new Plan(
                                                LAYER,
                                                Schedule.parse("c512_b1_t4x4_chw_taps_held_raw"),
                                                Target.AVX512)));
        double failing =
                model.predict(
                        FeatureSet.current()
                                .of(
                                        new Plan(
                                                LAYER,
                                                Schedule.parse("c512_b1_t6x4_chw_taps_held_raw"),
                                                Target.AVX512)));

        assertThat(failing).isGreaterThan(working + 0.3);
    }

    @Test
    void needsAMeasuredRow() {
        TrainingRow failed =
                new TrainingRow(
                        LAYER,
                        Schedule.parse("c512_b1_t4x4_chw_taps_held_raw"),
                        OptionalDouble.empty());

        assertThatThrownBy(() -> trained(List.of(failed), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A cost model needs at least one measured kernel to learn from.");
    }

    @Test
    void theAnalyticModelRanksBetterThanChance() {
        for (String text :
                List.of(
                        "128x56x56_k3_s1_p1_nchw16c",
                        "256x28x28_k3_s1_p1_nchw",
                        "240x14x14_k5_s1_p2_nhwc")) {
            assertThat(
                            rankCorrelation(
                                    features -> features[ESTIMATE],
                                    rows(Workload.parse(text), 400, 2)))
                    .as(text)
                    .isGreaterThan(0.5);
        }
    }
}
