package org.lanewise.tuner.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lanewise.config.BestConfig;
import org.lanewise.config.BestConfigFile;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.host.MachineProbe;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** A best configuration of one small layer, as a tune for plain JVMs on this machine leaves it. */
public final class SmallConfig {
    private static final Workload WORKLOAD = Workload.parse("16x8x8_k3_s1_p1_nchw8c");
    private static final Schedule SCHEDULE = Schedule.parse("c128_b1_t2x4_chw_taps_held_raw");
    private static final Estimate TIME = new Estimate(1000, 990, 1010);

    private SmallConfig() {}

    /** Writes it; the layer is called {@code first}. */
    public static Path write(Path file) throws IOException {
        TunedLayer layer = new TunedLayer("first", WORKLOAD, SCHEDULE, TIME, SCHEDULE, TIME);
        BestConfigFile.write(
                file, new BestConfig(plainJvm(), "small", CacheState.HOT, 100, List.of(layer)));
        return file;
    }

    /** This machine as tunes see it: the JVM of the tests has flags of its own. */
    public static Machine plainJvm() {
        Machine here = MachineProbe.detect();
        return new Machine(
                here.cpu(),
                here.stepping(),
                here.hypervisor(),
                here.isa(),
                here.vectorBits(),
                here.cores(),
                here.os(),
                here.jdk(),
                List.of("-XX:+UseG1GC"));
    }
}
