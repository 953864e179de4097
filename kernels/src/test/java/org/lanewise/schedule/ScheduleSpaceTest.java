package org.lanewise.schedule;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.target.Target;
import org.lanewise.testkit.KernelTester;
import org.lanewise.testkit.RandomSchedules;
import org.lanewise.testkit.RandomWorkloads;
import org.lanewise.workload.Workload;

class ScheduleSpaceTest {
    private static final long SEED = 20261122;

    private static List<String> texts(ScheduleSpace space, Knob<?> knob) {
        return space.knobs().stream()
                .filter(range -> range.knob() == knob)
                .flatMap(range -> range.texts().stream())
                .toList();
    }

    static Stream<Workload> someWorkloads() {
        SplittableRandom random = new SplittableRandom(SEED);
        return Stream.generate(() -> RandomWorkloads.small(random)).limit(60);
    }

    @Test
    void aPointLeadsToAScheduleAndBack() {
        System.out.println("schedule spaces: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        someWorkloads()
                .map(workload -> ScheduleSpace.of(workload, KernelTester.TARGET))
                .forEach(space -> {
                    int[] choice =
                            space.knobs().stream()
                                    .mapToInt(knob -> random.nextInt(knob.values().size()))
                                    .toArray();
                    assertThat(space.pointOf(space.at(choice)))
                            .hasValueSatisfying(point -> assertThat(point).isEqualTo(choice));
                });
    }

    @ParameterizedTest
    @CsvSource({"c512_b3_t1x1_chw_taps_held_raw", "c512_b1_t1x9_chw_taps_held_raw"})
    void aScheduleBesideTheSpaceHasNoPoint(String schedule) {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("80x12x12_k3_nchw16c"), KernelTester.TARGET);
        assertThat(space.pointOf(Schedule.parse(schedule))).isEmpty();
        assertThat(space.broken(Schedule.parse(schedule))).isEmpty();
    }

    @Test
    void pointsAreTheProductOfTheKnobs() {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("64x12x12_k3_s1_p1_nchw16c"), Target.AVX2);
        Map<String, Integer> sizes = new TreeMap<>();
        space.knobs().forEach(range -> sizes.put(range.name(), range.size()));
        assertThat(sizes)
                .containsAllEntriesOf(
                        Map.ofEntries(
                                entry("axis", 1),
                                entry("vectorBits", 2),
                                entry("channelBlock", 3),
                                entry("tileH", 8),
                                entry("tileW", 10),
                                entry("tileC", 1),
                                entry("order", LoopOrder.values().length),
                                // Planes and flat images are for NCHW.
                                entry("unroll", Unroll.values().length - 2),
                                entry("weights", Weights.values().length),
                                entry("access", 1),
                                entry("borders", 2),
                                entry("staging", 1)));
        assertThat(space.points())
                .isEqualTo(
                        sizes.values().stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b));
    }

    @Test
    void bordersAreNoChoiceWithoutPadding() {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("64x12x12_k3_s1_p0_nchw16c"), Target.AVX2);
        assertThat(texts(space, Knobs.BORDERS)).containsExactly("peeled");
    }

    @Test
    void accessIsAChoiceOnlyWhereVectorsAreTooNarrowForMaskedLoads() {
        Workload workload = Workload.parse("64x12x12_k3_s1_p1_nchw");
        assertThat(texts(ScheduleSpace.of(workload, Target.AVX2), Knobs.ACCESS))
                .containsExactly("raw");
        ScheduleSpace narrow = ScheduleSpace.of(workload, Target.parse("sse"));
        assertThat(texts(narrow, Knobs.ACCESS)).containsExactly("raw", "checked");
        assertThat(narrow.requireDefault().schedule())
                .isEqualTo(narrow.checkedDefault().orElseThrow().schedule());
    }

    @ParameterizedTest
    @CsvSource({
        "512x14x14_k3_s2_p1_nhwc, 2",
        "240x14x14_k3_s2_p1_nhwc, 1",
        "512x14x14_k3_nchw16c, 1"
    })
    void channelUnitsArePairedOnlyWherePixelsShareTheSetsOfACache(String workload, int most) {
        ScheduleSpace space = ScheduleSpace.of(Workload.parse(workload), Target.AVX512);
        assertThat(texts(space, Knobs.TILE_C)).last().isEqualTo(Integer.toString(most));
    }

    @ParameterizedTest
    @MethodSource("someWorkloads")
    void aWorkloadWithALegalScheduleHasADefaultOne(Workload workload) {
        ScheduleSpace space = ScheduleSpace.of(workload, KernelTester.TARGET);
        boolean any = RandomSchedules.legal(space, new SplittableRandom(SEED)).isPresent();
        assertThat(space.defaultSchedule().isPresent()).isEqualTo(any);
    }

    @Test
    void fixingKeepsSomeValuesOfOneKnobInTheirOrderAndAllOfTheOthers() {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("64x12x12_k3_s1_p1_nchw16c"), Target.AVX512);
        ScheduleSpace part = space.fixing("vectorBits", List.of("512", "128"));

        assertThat(texts(part, Knobs.VECTOR_BITS)).containsExactly("128", "512");
        assertThat(part.points()).isEqualTo(space.points() / 3 * 2);
        assertThat(part.pointOf(Schedule.parse("c256_b1_t1x1_chw_taps_held_raw"))).isEmpty();
        assertThat(part.pointOf(Schedule.parse("c512_b1_t1x1_chw_taps_held_raw"))).isPresent();
        assertThat(texts(part.fixing("weights", List.of("held")), Knobs.WEIGHTS))
                .containsExactly("held");
    }

    @Test
    void fixingRefusesWhatIsNotThereAndNamesWhatIs() {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("64x12x12_k3_s1_p1_nchw16c"), Target.AVX512);
        assertThatThrownBy(() -> space.fixing("depth", List.of("1")))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageStartingWith("There is no knob 'depth'; the knobs are axis, vectorBits");
        assertThatThrownBy(() -> space.fixing("weights", List.of("fast")))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessage(
                        "The knob weights has no value 'fast' here; its values are held, reload.");
        assertThatThrownBy(() -> space.fixing("weights", List.of()))
                .isInstanceOf(InvalidScheduleException.class)
                .hasMessageContaining("needs a value");
    }

    @Test
    void everyLegalScheduleIsMetOnceAndInTheOrderOfThePoints() {
        ScheduleSpace space =
                ScheduleSpace.of(Workload.parse("8x2x2_k2_s2_nchw8c"), Target.parse("sse"));
        List<Schedule> legal = space.legal().map(LegalSchedule::schedule).toList();

        assertThat(legal).doesNotHaveDuplicates().isNotEmpty();
        assertThat(legal)
                .containsExactlyElementsOf(
                        LongStream.range(0, space.points())
                                .mapToObj(index -> space.at(space.point(index)))
                                .filter(schedule -> space.broken(schedule).isEmpty())
                                .toList());
        for (long index = 0; index < space.points(); index++) {
            int[] point = space.point(index);
            assertThat(space.pointOf(space.at(point)))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(point));
        }
    }
}
