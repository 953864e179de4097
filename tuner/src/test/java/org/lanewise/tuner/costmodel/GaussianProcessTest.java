package org.lanewise.tuner.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static Example example(double cost, float... features) {
        return new Example("one", features, OptionalDouble.of(cost));
    }

    /** A valley, with its floor at (0.3, 0.6). */
    private static double cost(float x, float y) {
        return Math.exp(4 * Math.abs(x - 0.3) + 2 * Math.abs(y - 0.6));
    }

    private static List<Example> drawn(int count) {
        Random random = new Random(1);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float x = random.nextFloat();
            float y = random.nextFloat();
            examples.add(example(cost(x, y), x, y));
        }
        return examples;
    }

    @Test
    void expectsOfWhatItKnowsWhatWasMeasuredAndIsSureOfIt() {
        List<Example> examples = drawn(60);
        GaussianProcess model = GaussianProcess.train(examples, GaussianProcess.NO_EXPECTATION);
        double[] logs =
                examples.stream()
                        .mapToDouble(known -> Math.log(known.cost().orElseThrow()))
                        .toArray();

        for (int i = 1; i < logs.length; i++) {
            GaussianProcess.Prediction one = model.expect(examples.get(i).features());
            GaussianProcess.Prediction other = model.expect(examples.get(i - 1).features());
            assertThat(one.spread()).isLessThan(0.1);
            // Of a unit of its own, but one for all.
            assertThat(Math.signum(one.cost() - other.cost()))
                    .isEqualTo(Math.signum(logs[i] - logs[i - 1]));
        }
        assertThat(model.expect(new float[] {5, 5}).spread()).isGreaterThan(0.5);
    }

    @Test
    void ranksWhatItDoesNotKnow() {
        GaussianProcess model = GaussianProcess.train(drawn(60), GaussianProcess.NO_EXPECTATION);
        List<Example> others = drawn(200).subList(100, 200);

        assertThat(
                        Ranks.spearman(
                                others.stream()
                                        .mapToDouble(other -> model.predict(other.features()))
                                        .toArray(),
                                others.stream()
                                        .mapToDouble(other -> other.cost().orElseThrow())
                                        .toArray()))
                .isGreaterThan(0.95);
        assertThat(model.predict(new float[] {0.3f, 0.6f})).isLessThan(model.best() + 0.1);
    }

    @Test
    void whatFailedIsAsBadAsTheWorst() {
        GaussianProcess model =
                GaussianProcess.train(
                        List.of(
                                example(1, 0, 0),
                                example(8, 1, 0),
                                new Example("one", new float[] {0, 1}, OptionalDouble.empty())),
                        GaussianProcess.NO_EXPECTATION);

        assertThat(model.predict(new float[] {0, 1}))
                .isCloseTo(model.predict(new float[] {1, 0}), within(0.01));
    }

    @Test
    void aFurtherCandidateMakesItSurerAndExpectsTheSame() {
        GaussianProcess before = GaussianProcess.train(drawn(20), GaussianProcess.NO_EXPECTATION);
        float[] further = {0.9f, 0.1f};
        GaussianProcess after = before.withMeasured(further);

        assertThat(after.expect(further).spread())
                .isLessThan(0.2 * before.expect(further).spread());
        for (Example other : drawn(100)) {
            assertThat(after.predict(other.features()))
                    .isCloseTo(before.predict(other.features()), within(1e-6));
            assertThat(after.expect(other.features()).spread())
                    .isLessThanOrEqualTo(before.expect(other.features()).spread() + 1e-9);
        }
    }

    @Test
    void anExpectationHoldsUntilMeasurementsSayOtherwise() {
        float[] praised = {0.5f, 0.5f, -2};
        float[] other = {0.5f, 0.5f, 2};
        GaussianProcess none = GaussianProcess.train(List.of(), 2);
        List<Example> wrong = new ArrayList<>();
        for (Example example : drawn(60)) {
            float[] known = example.features();
            wrong.add(
                    example(
                            example.cost().orElseThrow(),
                            known[0],
                            known[1],
                            (float) -Math.log(example.cost().orElseThrow())));
        }
        GaussianProcess taught = GaussianProcess.train(wrong, 2);

        assertThat(none.predict(praised)).isLessThan(none.predict(other));
        assertThat(taught.predict(praised)).isCloseTo(taught.predict(other), within(0.01));
    }

    @Test
    void manyExamplesAreThinnedOutAndTheBestAreKept() {
        List<Example> examples = drawn(1000);
        GaussianProcess model = GaussianProcess.train(examples, GaussianProcess.NO_EXPECTATION);
        Example best =
                examples.stream()
                        .min((one, other) ->
                                Double.compare(
                                        one.cost().orElseThrow(), other.cost().orElseThrow()))
                        .orElseThrow();

        assertThat(model.predict(best.features())).isCloseTo(model.best(), within(0.05));
    }
}
