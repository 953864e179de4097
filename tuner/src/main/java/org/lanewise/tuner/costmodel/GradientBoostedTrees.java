package org.lanewise.tuner.costmodel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted regression trees, trained by XGBoost (as in AutoTVM and Ansor) and walked in
 * Java. Training uses one thread, so that equal rows in equal order with an equal seed give an
 * equal model.
 */
public final class GradientBoostedTrees implements CostModel {
    private static final int ROUNDS = 120;

    /**
     * Share of the features that a split may choose from. With half of them one in ten searches of
     * an invented machine (128x56x56, 41 searches) took over 419 evaluations to come within 5% of
     * its best, with 0.3 of them 612, with so many 99. What comes with the tuner, of many layers,
     * is better off with half.
     */
    private static final double COLUMNS = 0.7;

    /**
     * What training gives.
     *
     * @param places of the features that the trees know, by the numbers that they give them
     * @param mean what the trees' sum is to be added to
     * @param dumps the trees, as XGBoost writes them
     */
    record Trained(List<Integer> places, double mean, List<String> dumps) {}

    private final CostModel expectation;
    private final double mean;
    private final FlatTrees trees;

    private GradientBoostedTrees(CostModel expectation, Trained trained) {
        this.expectation = expectation;
        this.mean = trained.mean();
        this.trees = FlatTrees.parse(trained.dumps(), trained.places()::get);
    }

    /**
     * Trains a model. It predicts the negative of a kernel's speed as a share of the fastest of its
     * problem's examples: -1 is as fast as that, 0 is what failed ones count as.
     *
     * @param examples candidates of any problems, all with equally many features
     * @param seed of XGBoost's random choices
     * @throws IllegalArgumentException if none was measured
     */
    public static GradientBoostedTrees train(List<Example> examples, long seed) {
        return train(examples, seed, features -> 0);
    }

    /**
     * The same, where something is expected already: the trees learn what it is off by.
     *
     * @param expectation in the same unit
     */
    public static GradientBoostedTrees train(
            List<Example> examples, long seed, CostModel expectation) {
        return new GradientBoostedTrees(expectation, trained(examples, seed, expectation, COLUMNS));
    }

    /**
     * Features that are alike in all examples are left out: they split nothing, but XGBoost would
     * draw them where it chooses between features by chance.
     *
     * @param columns share of the others that a split may choose from
     */
    static Trained trained(
            List<Example> examples, long seed, CostModel expectation, double columns) {
        Samples samples = Samples.of(examples, expectation);
        try {
            DMatrix matrix = samples.matrix();
            try {
                Booster booster =
                        XGBoost.train(
                                matrix, parameters(seed, columns), ROUNDS, Map.of(), null, null);
                try {
                    return new Trained(
                            Arrays.stream(samples.places).boxed().toList(),
                            samples.mean,
                            List.of(booster.getModelDump("", false)));
                } finally {
                    booster.dispose();
                }
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError failure) {
            throw new IllegalStateException(
                    "XGBoost could not train the cost model: " + failure.getMessage(), failure);
        }
    }

    private static Map<String, Object> parameters(long seed, double columns) {
        // In a fixed order, since XGBoost takes them one by one.
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "reg:squarederror");
        parameters.put("base_score", 0);
        parameters.put("tree_method", "hist");
        parameters.put("max_depth", 6);
        parameters.put("eta", 0.12);
        // Models of different seeds differ where the rows decide little: a search that trains anew
        // for each batch is led to different places, and does not stay with one error.
        parameters.put("subsample", 0.7);
        parameters.put("colsample_bynode", columns);
        parameters.put("nthread", 1);
        parameters.put("seed", Math.floorMod(seed, Integer.MAX_VALUE));
        parameters.put("verbosity", 0);
        return parameters;
    }

    @Override
    public double predict(float[] features) {
        return expectation.predict(features) + mean + trees.sum(features);
    }

    /** Labels are centred here, since XGBoost's dump does not hold its base score. */
    private record Samples(List<Example> examples, int[] places, double[] targets, double mean) {

        static Samples of(List<Example> examples, CostModel expectation) {
            double[] targets = RelativeSpeed.of(examples);
            for (int i = 0; i < targets.length; i++) {
                targets[i] -= expectation.predict(examples.get(i).features());
            }
            return new Samples(
                    examples,
                    varied(examples),
                    targets,
                    Arrays.stream(targets).sum() / targets.length);
        }

        private static int[] varied(List<Example> examples) {
            int[] varied =
                    IntStream.range(0, examples.getFirst().features().length)
                            .filter(place -> differ(examples, place))
                            .toArray();
            // XGBoost wants one at least.
            return varied.length == 0 ? new int[] {0} : varied;
        }

        private static boolean differ(List<Example> examples, int place) {
            float first = examples.getFirst().features()[place];
            return examples.stream()
                    .anyMatch(example -> Float.compare(example.features()[place], first) != 0);
        }

        DMatrix matrix() throws XGBoostError {
            int width = places.length;
            float[] flat = new float[targets.length * width];
            float[] labels = new float[targets.length];
            for (int i = 0; i < labels.length; i++) {
                for (int k = 0; k < width; k++) {
                    flat[i * width + k] = examples.get(i).features()[places[k]];
                }
                labels[i] = (float) (targets[i] - mean);
            }
            DMatrix matrix = new DMatrix(flat, labels.length, width, Float.NaN);
            matrix.setLabel(labels);
            return matrix;
        }
    }
}
