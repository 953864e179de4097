package org.lanewise.testkit;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.runtime.MachineProbe;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Suites;
import org.lanewise.workload.Workload;

/** Best configurations as a tuning run leaves them; the times are invented. */
public final class SampleConfigs {
    /** A tuned schedule that is legal for 3x3 layers on blocked layouts, whatever the processor. */
    public static final Schedule BEST = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");

    private static final Estimate FAST = new Estimate(10_000, 9_000, 11_000);
    private static final Estimate SLOW = new Estimate(30_000, 29_000, 31_000);

    private SampleConfigs() {}

    /** Tuned on this machine. */
    public static BestConfig here(Workload... workloads) {
        return on(MachineProbe.detect(), workloads);
    }

    /** Tuned on another machine. */
    public static BestConfig on(Machine machine, Workload... workloads) {
        List<TunedLayer> layers =
                IntStream.range(0, workloads.length)
                        .mapToObj(i -> layer("layer" + i, workloads[i]))
                        .toList();
        return new BestConfig(machine, "mine", 100, layers);
    }

    /** The depthwise layers of MobileNetV1 with schedules for this machine's widest vectors. */
    public static BestConfig mobileNetV1() {
        Machine machine = MachineProbe.detect();
        Schedule best = Schedule.parse("c" + machine.vectorBits() + "_b1_t2x4_chw_taps_held_raw");
        List<TunedLayer> layers =
                Suites.find("mobilenet_v1").withLayout(Layout.NCHW16C).layers().stream()
                        .map(layer -> layer(layer.name(), layer.workload(), best))
                        .toList();
        return new BestConfig(machine, "mobilenet_v1", 100, layers);
    }

    private static TunedLayer layer(String name, Workload workload) {
        return layer(name, workload, BEST);
    }

    private static TunedLayer layer(String name, Workload workload, Schedule best) {
        Schedule initial =
                ScheduleSpace.of(workload, 128)
                        .defaultSchedule()
                        .map(LegalSchedule::schedule)
                        .orElseThrow();
        return new TunedLayer(name, workload, best, FAST, initial, SLOW);
    }
}
