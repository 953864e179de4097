package org.lanewise.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                    ScheduleSpace.of(RandomWorkloads.small(random), KernelTester.TARGET);
            Schedule schedule = RandomSchedules.any(space, random);
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
    }

    @Test
    void theTextHasTheKnobsInTheirOrder() {
        Schedule schedule = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
        assertThat(Knobs.KNOBS.stream().map(knob -> knob.name() + "=" + knob.textOf(schedule)))
                .startsWith(
                        "axis=c",
                        "vectorBits=512",
                        "channelBlock=1",
                        "tileH=2",
                        "tileW=6",
                        "tileC=1",
                        "order=chw",
                        "unroll=taps",
                        "weights=held",
                        "access=raw",
                        "borders=peeled");
        assertThat(schedule).hasToString("c512_b1_t2x6_chw_taps_held_raw");
    }

    @Test
    void namesThatOlderVersionsGaveValuesAreRead() {
        assertThat(Knobs.ORDER.parse("HCW")).isEqualTo(LoopOrder.HCW);
        assertThat(Knobs.UNROLL.parse("COLUMNS")).isEqualTo(Unroll.COLUMNS);
        assertThat(Knobs.WEIGHTS.parse("RELOADED")).isEqualTo(Weights.RELOADED);
    }

    @Test
    void knobsStandWhereTheirIndexSays() {
        assertThat(Knobs.KNOBS)
                .extracting(Knob::index)
                .containsExactlyElementsOf(IntStream.range(0, Knobs.KNOBS.size()).boxed().toList());
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
        assertThat(peeled.with(Knobs.BORDERS, Borders.FRAMED))
                .hasToString("c512_b1_t2x6_chw_taps_held_raw_framed");
        assertThat(peeled.with(Knobs.BORDERS, Borders.FRAMED).with(Knobs.BORDERS, Borders.PEELED))
                .isEqualTo(peeled);
    }

    @Test
    void onlyWhatIsStagedSaysSo() {
        Schedule direct = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
        assertThat(direct.get(Knobs.STAGING)).isEqualTo(Staging.DIRECT);
        assertThat(direct.with(Knobs.STAGING, Staging.STAGED))
                .hasToString("c512_b1_t2x6_chw_taps_held_raw_staged");
        assertThat(Schedule.parse("c512_b1_t2x6_chw_taps_held_raw_framed_staged"))
                .isEqualTo(
                        direct.with(Knobs.BORDERS, Borders.FRAMED)
                                .with(Knobs.STAGING, Staging.STAGED));
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
                "c512_b1_t1x1_hcc_taps_held_raw",
                "c512_b1_t1x1_chw_rows_held_raw",
                "c512_b1_t1x1_chw_taps_lost_raw",
                "c512_b1_t1x1_chw_taps_held_fast",
                "c512_b1_t1x1_chw_taps_held_raw_",
                "c512_b1_t1x1_chw_taps_held_raw_peeled",
                "c512_b1_t1x1_chw_taps_held_raw_framed_framed",
                "c512_b1_t1x1_chw_taps_held_raw_staged_framed",
                "C512_b1_t1x1_chw_taps_held_raw"
            })
    void whatIsNoScheduleIsAnsweredWithOne(String text) {
        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() -> Schedule.parse(text))
                .withMessage(
                        "'"
                                + text
                                + "' is not a schedule; write it as axis and bits, channel block,"
                                + " tile, order, unroll, weights, access, and framed borders or staging, if any, such as"
                                + " c512_b1_t2x6_chw_taps_held_raw.");
    }

    @ParameterizedTest
    @CsvSource({
        "vectorBits, 64",
        "vectorBits, 1024",
        "channelBlock, 0",
        "tileH, 0",
        "tileW, -1",
        "tileC, 0"
    })
    void sizesThatMakeNoLoopAreRefused(String name, int size) {
        Knob<Integer> knob =
                Stream.of(
                                Knobs.VECTOR_BITS,
                                Knobs.CHANNEL_BLOCK,
                                Knobs.TILE_H,
                                Knobs.TILE_W,
                                Knobs.TILE_C)
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Schedule schedule = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
        assertThatExceptionOfType(InvalidScheduleException.class)
                .isThrownBy(() -> schedule.with(knob, size))
                .withMessage("'" + size + "' is no value of the knob " + name + ".");
    }
}
