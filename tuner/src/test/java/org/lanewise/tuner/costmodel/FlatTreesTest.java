package org.lanewise.tuner.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class FlatTreesTest {
    private static final int ROWS = 600;
    private static final int WIDTH = 7;

    @Test
    void walksATreeToItsLeaf() {
        FlatTrees trees =
                FlatTrees.parse(
                        List.of(
                                "0:[f1<2.5] yes=1,no=2,missing=2\n\t1:leaf=-1.5\n\t2:[f0<0] yes=3,no=4,missing=3\n\t\t3:leaf=10\n\t\t4:leaf=1e-2\n",
                                "0:leaf=0.25\n"));

        assertThat(trees.sum(new float[] {0, 2})).isEqualTo(-1.25);
        assertThat(trees.sum(new float[] {-1, 2.5f})).isEqualTo(10.25);
        assertThat(trees.sum(new float[] {0, 2.5f})).isCloseTo(0.26, within(1e-7));
        assertThat(trees.sum(new float[] {Float.NaN, Float.NaN})).isEqualTo(10.25);
    }

    @Test
    void refusesADumpOfAnotherForm() {
        assertThatThrownBy(() -> FlatTrees.parse(List.of("0:[f1:{1,2}] yes=1,no=2,missing=1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unknown form");
    }

    @Test
    void predictsWhatTheLibraryPredicts() throws XGBoostError {
        Random random = new Random(4);
        float[] flat = new float[ROWS * WIDTH];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < WIDTH; i++) {
                // A seventh of the values is missing, a part lies exactly on thresholds.
                flat[row * WIDTH + i] =
                        random.nextInt(7) == 0 ? Float.NaN : random.nextInt(40) / 8f;
            }
            labels[row] = (float) (random.nextGaussian() + row % 5);
        }
        DMatrix matrix = new DMatrix(flat, ROWS, WIDTH, Float.NaN);
        matrix.setLabel(labels);
        Booster booster =
                XGBoost.train(
                        matrix,
                        Map.of("max_depth", 7, "nthread", 1, "base_score", 0, "gamma", 0.5),
                        150,
                        Map.of(),
                        null,
                        null);

        FlatTrees trees = FlatTrees.parse(List.of(booster.getModelDump("", false)));

        float[][] expected = booster.predict(matrix);
        for (int row = 0; row < ROWS; row++) {
            float[] features = Arrays.copyOfRange(flat, row * WIDTH, (row + 1) * WIDTH);
            assertThat(trees.sum(features)).isCloseTo(expected[row][0], within(1e-5));
        }
    }
}
