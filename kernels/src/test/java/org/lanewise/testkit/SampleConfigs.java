package org.lanewise.testkit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.MachineProbe;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Best configurations as a tuning run leaves them; the times are invented. */
public final class SampleConfigs {
    /** A tuned schedule that is legal for 3x3 layers on blocked layouts, whatever the processor. */
    public static final Schedule BEST = Schedule.parse("c128_b1_t1x4_cwh_slide_held_raw");

    private static final Estimate FAST = new Estimate(10_000, 9_000, 11_000);
    private static final Estimate SLOW = new Estimate(30_000, 29_000, 31_000);

    private SampleConfigs() {}

    /** Tuned on this machine. */
    public static BestConfig here(Workload... workloads) {
        return on(MachineProbe.detect(), workloads);
    }

    /** One workload tuned on this machine, to a schedule of the caller's choice. */
    public static BestConfig here(Workload workload, Schedule best) {
        return new BestConfig(
                MachineProbe.detect(),
                "mine",
                CacheState.HOT,
                100,
                List.of(new TunedLayer("layer", workload, best, FAST, best, FAST)));
    }

    /** Tuned on another machine. */
    public static BestConfig on(Machine machine, Workload... workloads) {
        List<TunedLayer> layers =
                IntStream.range(0, workloads.length)
                        .mapToObj(i -> layer("layer" + i, workloads[i]))
                        .toList();
        return new BestConfig(machine, "mine", CacheState.HOT, 100, layers);
    }

    /** The depthwise layers of MobileNetV1 with schedules for this machine's widest vectors. */
    public static BestConfig mobileNetV1() {
        Machine machine = MachineProbe.detect();
        Schedule best = Schedule.parse("c" + machine.vectorBits() + "_b1_t2x4_chw_taps_held_raw");
        List<TunedLayer> layers =
                Stream.of(
                                "32x112x112_k3_s1_p1",
                                "64x112x112_k3_s2_p1",
                                "128x56x56_k3_s1_p1",
                                "128x56x56_k3_s2_p1",
                                "256x28x28_k3_s1_p1",
                                "256x28x28_k3_s2_p1",
                                "512x14x14_k3_s1_p1",
                                "512x14x14_k3_s2_p1",
                                "1024x7x7_k3_s1_p1")
                        .map(shape -> layer(shape, Workload.parse(shape, Layout.NCHW16C), best))
                        .toList();
        return new BestConfig(machine, "mobilenet_v1", CacheState.HOT, 100, layers);
    }

    private static TunedLayer layer(String name, Workload workload) {
        return layer(name, workload, BEST);
    }

    private static TunedLayer layer(String name, Workload workload, Schedule best) {
        Schedule defaultSchedule =
                ScheduleSpace.of(workload, Target.parse("sse"))
                        .defaultSchedule()
                        .map(LegalSchedule::schedule)
                        .orElseThrow();
        return new TunedLayer(name, workload, best, FAST, defaultSchedule, SLOW);
    }
}
