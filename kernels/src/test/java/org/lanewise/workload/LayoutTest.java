package org.lanewise.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutTest {
    @ParameterizedTest
    @CsvSource({
        // One image of 20 channels, 2x3 pixels; element n=1, c=17, y=1, x=2.
        "NCHW, 227", // ((1 * 20 + 17) * 2 + 1) * 3 + 2
        "NHWC, 237", // ((1 * 2 + 1) * 3 + 2) * 20 + 17
        "NCHW8C, 281", // (((1 * 3 + 2) * 2 + 1) * 3 + 2) * 8 + 1
        "NCHW16C, 369" // (((1 * 2 + 1) * 2 + 1) * 3 + 2) * 16 + 1
    })
    void anElementLiesWhereTheNameSays(Layout layout, long expected) {
        assertThat(layout.index(20, new Size(2, 3), 1, 17, 1, 2)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void noTwoElementsShareAPlaceAndAllLieInside(Layout layout) {
        Set<Long> places = new HashSet<>();
        int channels = 19;
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < 3; y++) {
                    for (int x = 0; x < 5; x++) {
                        places.add(layout.index(channels, new Size(3, 5), n, c, y, x));
                    }
                }
            }
        }
        assertThat(places).hasSize(2 * channels * 3 * 5);
        assertThat(places).allMatch(at -> at >= 0 && at < 2L * layout.storedChannels(19) * 15);
    }

    @Test
    void blocksAreFilledUp() {
        assertThat(Layout.NCHW16C.storedChannels(17)).isEqualTo(32);
        assertThat(Layout.NCHW8C.storedChannels(16)).isEqualTo(16);
        assertThat(Layout.NHWC.storedChannels(17)).isEqualTo(17);
    }

    @ParameterizedTest
    @EnumSource
    void aLayoutReadsBackFromItsNameInAnyCase(Layout layout) {
        assertThat(Layout.parse(layout.text())).isEqualTo(layout);
        assertThat(Layout.parse(layout.name())).isEqualTo(layout);
    }
}
