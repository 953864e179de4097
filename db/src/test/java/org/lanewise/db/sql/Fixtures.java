package org.lanewise.db.sql;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.CacheState;
import org.lanewise.config.Estimate;
import org.lanewise.config.Evidence;
import org.lanewise.config.Machine;
import org.lanewise.config.Mode;
import org.lanewise.config.Tie;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Asked;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.MemoryLevel;
import org.lanewise.db.Outcome;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.RunTime;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** Data to store. */
final class Fixtures {
    static final Machine MACHINE =
            new Machine(
                    "Some CPU",
                    "amd64/512",
                    512,
                    8,
                    "Linux",
                    "Vendor 25.0.3",
                    List.of("-XX:+UseX"));

    /** The same, recorded since there are stepping and hypervisor. */
    static final Machine WHOLE =
            new Machine(
                    MACHINE.cpu(),
                    "2",
                    Machine.BARE,
                    MACHINE.isa(),
                    MACHINE.vectorBits(),
                    MACHINE.cores(),
                    MACHINE.os(),
                    MACHINE.jdk(),
                    MACHINE.jvmFlags());

    static final Workload WORKLOAD = Workload.parse("256x12x12_k3_s1_p1_nchw16c");
    static final Schedule FAST = Schedule.parse("c512_b1_t2x6_chw_taps_held_raw");
    static final Schedule DEFAULT = Schedule.parse("c512_b1_t1x4_chw_cols_reload_checked");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** No short decimal fraction: it survives only where all 64 bits do. */
    static final double THIRD = 1000.0 / 3;

    static final Evidence EVIDENCE =
            new Evidence(
                    List.of(new Tie(DEFAULT, new Estimate(2 * THIRD, THIRD, 3 * THIRD), 5)),
                    List.of(new Mode(THIRD, 4), new Mode(2 * THIRD, 2)),
                    List.of(),
                    OptionalDouble.of(0.97),
                    OptionalInt.of(6));

    private Fixtures() {}

    static Trial trial(long seed, Outcome outcome, Instant at) {
        return new Trial(WORKLOAD, FAST, Stage.SCREEN, CacheState.HOT, "anneal", seed, outcome, at);
    }

    /** The trial with this seed, measured. */
    static Trial trial(long seed) {
        return trial(seed, measured((double) seed), NOON.plusSeconds(seed));
    }

    static Outcome.Measured measured(double ns) {
        return new Outcome.Measured(
                new Estimate(ns + THIRD, ns + 1, ns + 2 * THIRD),
                List.of(ns + 1, ns + THIRD),
                12.5);
    }

    static MachineLimits limits(int threads) {
        return new MachineLimits(
                threads,
                threads * THIRD,
                List.of(
                        new MemoryLevel("L1", 32L << 10, 2 * THIRD),
                        new MemoryLevel("memory", Long.MAX_VALUE, THIRD / 10)));
    }

    /** Two contenders, so many rounds of each. */
    static PeerTimes peers(int threads, int rounds) {
        List<Double> times = Collections.nCopies(rounds, THIRD);
        return new PeerTimes(
                WORKLOAD,
                threads,
                CacheState.HOT,
                List.of(
                        new PeerTimes.Contender("Lanewise", FAST.toString(), true, times),
                        new PeerTimes.Contender("a \"peer\" any", "jit:x", false, times)));
    }

    /** So many parts; of a single one it is not told how the run was asked for. */
    static RunTime time(UUID run, int parts) {
        return new RunTime(
                run,
                parts == 1
                        ? Optional.empty()
                        : Optional.of(
                                new Asked(
                                        List.of("tune", "a \"net\"", "--seed", "7", ""), "10m,64")),
                IntStream.range(0, parts)
                        .mapToObj(part -> new RunTime.Part("part " + part, part * THIRD))
                        .toList());
    }

    static BestConfig best(Machine machine, String suite, String layout, int layers) {
        List<TunedLayer> tuned =
                IntStream.range(0, layers).mapToObj(index -> layer(index, layout)).toList();
        return new BestConfig(machine, suite, CacheState.HOT, layers + THIRD, tuned);
    }

    private static TunedLayer layer(int index, String layout) {
        Workload workload = Workload.parse(16 * (index + 1) + "x12x12_k3_s1_p1_" + layout);
        return new TunedLayer(
                "layer" + index,
                workload,
                FAST,
                new Estimate(index + THIRD, index + 1, index + 2 * THIRD),
                DEFAULT,
                new Estimate(index + 4 * THIRD, index + 3 * THIRD, index + 5 * THIRD),
                index % 2 == 0 ? Evidence.NONE : EVIDENCE);
    }
}
