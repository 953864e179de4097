package org.lanewise.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.HeadStart;
import org.lanewise.host.MachineProbe;
import org.lanewise.reference.SeededData;
import org.lanewise.schedule.Schedule;
import org.lanewise.testkit.SampleConfigs;
import org.lanewise.workload.Workload;

@Execution(ExecutionMode.CONCURRENT)
class NeighboursTest {
    private static final Workload TUNED = Workload.parse("20x9x9_k3_s1_p1_nchw8c");
    private static final Workload ASKED = Workload.parse("24x7x8_k3_s1_p1_nchw8c_relu");

    private static TunedKernels kernels(BestConfig config) {
        return TunedKernels.of(config, LoadOptions.DEFAULT.with(Fallback.SILENT));
    }

    @Test
    void aLayerOfLittleDifferentSizeLendsItsScheduleAndItIsSaidWhatDiffers() {
        SeededData data = SeededData.of(ASKED, 3);
        try (TunedKernels kernels = kernels(SampleConfigs.here(TUNED));
                DepthwiseConv conv = kernels.depthwise(ASKED, data.weights(), data.bias())) {
            assertThat(kernels.level(ASKED)).isEqualTo(Level.NEIGHBOURING_SHAPE);
            assertThat(conv.explain())
                    .isEqualTo(
                            ASKED
                                    + " runs with schedule "
                                    + SampleConfigs.BEST
                                    + ", a neighbour's, untuned: as layer layer0, a neighbouring shape, since it is not"
                                    + " among the workloads tuned in mine; the number of channels was 20 and is 24,"
                                    + " the height was 9 and is 7, the width was 9 and is 8, the epilogue was none"
                                    + " and is relu.");
            RightRuns.assertRight(conv, data);
        }
        assertThat(Level.NEIGHBOURING_SHAPE.tuned()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "20x10x9, 0",
        "20x9x10, 1",
        "24x9x9, 2",
        // As far from the first as from the second.
        "20x9x9, 0"
    })
    void theNearestLayerCountsAndOfEquallyNearOnesTheFirst(String asked, int nearest) {
        BestConfig config = SampleConfigs.here(shape("20x11x9"), shape("20x9x11"), shape("25x9x9"));
        assertThat(Neighbours.nearest(config, shape(asked))).contains(config.layers().get(nearest));
    }

    private static Workload shape(String sizes) {
        return Workload.parse(sizes + "_k3_s1_p1_nchw8c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40x9x9_k3_s1_p1_nchw8c",
                "20x14x9_k3_s1_p1_nchw8c",
                "20x9x5_k3_s1_p1_nchw8c",
                "20x8x8_k3_s2_p1_nchw8c",
                "20x8x8_k3_s1_p0_nchw8c",
                "20x8x8_k3_s1_p1_d2_nchw8c",
                "20x8x8_k3x1_s1_p1_nchw8c",
                "20x8x8_k3_s1_p1_m2_nchw8c",
                "20x8x8_k3_s1_p1_nhwc",
                "3x20x9x9_k3_s1_p1_nchw8c_relu"
            })
    void whatIsFarOrDiffersInMoreThanSizesIsNoNeighbour(String asked) {
        assertThat(Neighbours.nearest(SampleConfigs.here(TUNED), Workload.parse(asked))).isEmpty();
    }

    /** Tuned to a schedule of the caller's choice. */
    private static BestConfig tunedTo(Schedule best) {
        TunedLayer layer = SampleConfigs.here(TUNED).layers().getFirst();
        return SampleConfigs.here(TUNED)
                .with(
                        List.of(
                                new TunedLayer(
                                        "near",
                                        TUNED,
                                        best,
                                        layer.bestTime(),
                                        layer.defaultSchedule(),
                                        layer.defaultTime())));
    }

    @Test
    void whatTuningLeftAtItsDefaultLendsNothing() {
        Schedule plain = SampleConfigs.here(TUNED).layers().getFirst().defaultSchedule();
        try (TunedKernels kernels = kernels(tunedTo(plain))) {
            assertThat(kernels.level(ASKED)).isEqualTo(Level.DEFAULT_SCHEDULE);
            assertThat(kernels.explain(ASKED)).contains("tuning left it at its default schedule");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.25, 1, DEFAULT_SCHEDULE",
        "1.25, 0, DEFAULT_SCHEDULE",
        "1.25, 2, NEIGHBOURING_SHAPE",
        "1.35, 1, NEIGHBOURING_SHAPE",
        // Older results do not tell in how many JVMs, but all of them were confirmed.
        "1.25, , NEIGHBOURING_SHAPE"
    })
    void aLittleGainIsLentOnlyIfMoreThanOneJvmHasSeenIt(
            double gain, @Nullable Integer jvms, Level level) {
        BestConfig tuned = tunedTo(SampleConfigs.BEST);
        TunedLayer layer = tuned.layers().getFirst();
        double ns = gain * layer.bestTime().medianNs();
        TunedLayer gained =
                new TunedLayer(
                        "near",
                        TUNED,
                        layer.best(),
                        layer.bestTime(),
                        layer.defaultSchedule(),
                        new Estimate(ns, ns, ns),
                        new Evidence(
                                List.of(),
                                List.of(),
                                List.of(),
                                OptionalDouble.empty(),
                                jvms == null ? OptionalInt.empty() : OptionalInt.of(jvms)));
        try (TunedKernels kernels = kernels(tuned.with(List.of(gained)))) {
            assertThat(kernels.level(ASKED)).isEqualTo(level);
        }
    }

    @Test
    void tilesThatDivideTheOneAndNotTheOtherAreNotLent() {
        Workload odd = shape("20x8x8");
        try (TunedKernels kernels =
                kernels(tunedTo(Schedule.parse("c128_b1_t3x3_chw_taps_held_raw")))) {
            assertThat(kernels.level(odd)).isEqualTo(Level.DEFAULT_SCHEDULE);
            assertThat(kernels.explain(odd))
                    .contains("its tiles or blocks come out less even here");
            assertThat(kernels.level(shape("20x9x12"))).isEqualTo(Level.NEIGHBOURING_SHAPE);
        }
    }

    @Test
    void aScheduleThatIsNoneForTheOtherShapeIsNotLent() {
        // A tile of as many rows as the output has not.
        Schedule tall = Schedule.parse("c128_b1_t9x2_chw_taps_held_raw");
        Workload shorter = shape("20x8x9");
        try (TunedKernels kernels = kernels(tunedTo(tall))) {
            assertThat(kernels.level(shorter)).isEqualTo(Level.DEFAULT_SCHEDULE);
            assertThat(kernels.explain(shorter))
                    .contains("its neighbour near does not serve: the tuned schedule " + tall);
        }
    }

    @Test
    void anotherMachinesNeighbourIsTakenAfterAllThatWasTunedForTheShape() {
        BestConfig here = SampleConfigs.here(TUNED);
        BestConfig elsewhere = SampleConfigs.on(machineLikeThis(), ASKED);
        NearestSelector selector =
                new NearestSelector(
                        List.of(here, elsewhere),
                        HeadStart.begin(),
                        legal -> new Supplied.Ready(ConvKernel.scalar(legal.workload()).kernel()));
        assertThat(selector.select(ASKED).level()).isEqualTo(Level.SAME_PROCESSOR);
    }

    private static Machine machineLikeThis() {
        Machine here = MachineProbe.detect();
        return new Machine(
                here.cpu(),
                here.stepping(),
                here.hypervisor(),
                here.isa(),
                here.vectorBits(),
                here.cores() + 1,
                here.os(),
                here.jdk(),
                here.jvmFlags());
    }
}
