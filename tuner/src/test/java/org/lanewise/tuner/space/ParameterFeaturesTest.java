package org.lanewise.tuner.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ParameterFeaturesTest {
    private static final Offset<Float> EXACTLY = within(1e-6f);

    private static Parameter parameter(String name, String... values) {
        return new Parameter(name, List.of(values), false);
    }

    @Test
    void sizesCountByFactorsAndByHalvingsAndWhatTheyMultiplyTo() {
        ParameterFeatures features =
                new ParameterFeatures(
                        List.of(
                                parameter("block", "32", "64", "96", "128"),
                                parameter("one", "7"),
                                parameter("tile", "1", "2", "3")));

        float[] vector = features.of(Point.of(1, 0, 2));

        // log, halvings (5 to 7, so 96 halves as often as 32); tile itself, halvings; the product.
        assertThat(vector).hasSize(5);
        assertThat(vector[0]).isEqualTo(0.5f, EXACTLY);
        assertThat(vector[1]).isEqualTo(0.25f, EXACTLY);
        assertThat(vector[2]).isEqualTo(1f, EXACTLY);
        assertThat(vector[3]).isEqualTo(0f, EXACTLY);
        assertThat(vector[4])
                .isEqualTo((float) (Math.log(64 * 3 / 32.0) / Math.log(128 * 3 / 32.0)), EXACTLY);
    }

    @Test
    void switchesAreThemselvesAndWordsStandApart() {
        ParameterFeatures features =
                new ParameterFeatures(
                        List.of(parameter("on", "0", "1"), parameter("way", "a", "b", "c")));

        assertThat(features.of(Point.of(1, 2))).containsExactly(1, 0, 0, 1);
        assertThat(features.of(Point.of(0, 0))).containsExactly(0, 1, 0, 0);
    }
}
