package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;

class ScheduleTextTest {
    private static final long SEED = 20261122;

    @Test
    void everyPointOfASpaceReadsBackFromItsText() {
        System.out.println("schedule texts: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 3000; i++) {
            ScheduleSpace space =
                    ScheduleSpace.of(RandomWorkloads.small(random), KernelTester.MAX_BITS);
            Schedule schedule = RandomSchedules.any(space, random);
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
    }

    @Test
    void theTextHasTheKnobsInTheirOrder() {
        assertThat(
                        new Schedule(
                                VectorAxis.CHANNELS,
                                512,
                                1,
                                2,
                                6,
                                1,
                                LoopOrder.CHW,
                                Unroll.TAPS,
                                Weights.HELD,
                                Access.RAW,
                                Borders.PEELED))
                .hasToString("c512_b1_t2x6_chw_taps_held_raw");
    }

    @Test
    void oneChannelUnitHasNoPartOfItsOwn() {
        Schedule pairs = Schedule.parse("c512_b2_t1x4x2_cwh_slide_reload_raw");
        assertThat(pairs.tileC()).isEqualTo(2);
        assertThat(pairs.tileW()).isEqualTo(4);
        assertThat(pairs).hasToString("c512_b2_t1x4x2_cwh_slide_reload_raw");
        assertThat(Schedule.parse("c512_b2_t1x4x1_cwh_slide_reload_raw"))
                .hasToString("c512_b2_t1x4_cwh_slide_reload_raw");
    }

    @Test
    void onlyFramedBordersHaveAPartOfTheirOwn() {
        Schedule peeled = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
        assertThat(peeled.borders()).isEqualTo(Borders.PEELED);
        assertThat(peeled.with(Borders.FRAMED))
                .hasToString("c512_b1_t2x6_chw_taps_held_raw_framed");
        assertThat(peeled.with(Borders.FRAMED).with(Borders.PEELED)).isEqualTo(peeled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c512",
                "c64_b1_t1x1_chw_taps_held_raw",
                "c512_b0_t1x1_chw_taps_held_raw",
                "c512_b1_t0x1_chw_taps_held_raw",
                "c512_b1_t1_chw_taps_held_raw",
                "c512_b2_t1x1x0_chw_taps_held_raw",
                "c512_b2_t1x1x_chw_taps_held_raw",
                "c512_b1_t1x1_ccc_taps_held_raw",
                "c512_b1_t1x1_whc_taps_held_raw",
                "c512_b1_t1x1_chw_rows_held_raw",
                "c512_b1_t1x1_chw_taps_lost_raw",
                "c512_b1_t1x1_chw_taps_held_fast",
                "c512_b1_t1x1_chw_taps_held_raw_",
                "c512_b1_t1x1_chw_taps_held_raw_peeled",
                "c512_b1_t1x1_chw_taps_held_raw_framed_framed",
                "C512_b1_t1x1_chw_taps_held_raw"
            })
    void whatIsNoScheduleIsAnsweredWithOne(String text) {
        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() -> Schedule.parse(text))
                .withMessage(
                        "'"
                                + text
                                + "' is not a schedule; write it as axis and bits, channel block,"
                                + " tile, order, unroll, weights, access and framed borders, if any, such as"
                                + " c512_b1_t2x6_chw_taps_held_raw.");
    }

    @ParameterizedTest
    @CsvSource({
        "64, 1, 1, 1, 1",
        "1024, 1, 1, 1, 1",
        "128, 0, 1, 1, 1",
        "128, 1, 0, 1, 1",
        "128, 1, 1, -1, 1",
        "128, 1, 1, 1, 0"
    })
    void sizesThatMakeNoLoopAreRefused(int bits, int block, int tileH, int tileW, int tileC) {
        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() ->
                        new Schedule(
                                VectorAxis.CHANNELS,
                                bits,
                                block,
                                tileH,
                                tileW,
                                tileC,
                                LoopOrder.CHW,
                                Unroll.NONE,
                                Weights.RELOADED,
                                Access.RAW,
                                Borders.PEELED));
    }
}
