package org.lanewise.tuner.features;

import java.util.List;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Sweep;

/**
 * An analytic estimate of a kernel's time, made before anything was measured: the busiest of
 * multiply-add pipes, load ports and memory, and what spills, checks, loops and short chains add.
 * Its constants are those of a current server core; they rank a first batch, and measurements
 * correct them afterwards.
 *
 * @param fmaCycles cycles the multiply-add pipes need for all tiles
 * @param loadCycles cycles the load and store ports need
 * @param overheadCycles cycles of checks, loop control and spills
 * @param memoryCycles cycles in which memory moves the layer
 */
record CycleEstimate(
        double fmaCycles, double loadCycles, double overheadCycles, double memoryCycles) {
    /** Name of the feature that holds the natural logarithm of nanoseconds an operation. */
    static final String ESTIMATE = "rooflineEstimate";

    private static final double CYCLES_PER_NANOSECOND = 4;
    private static final double PIPES = 2;
    private static final double FMA_LATENCY = 4;

    private static final double CHECK_CYCLES = 0.75;
    private static final double LOOP_CYCLES = 4;

    /** What outputs at a border cost more than others. */
    private static final double BORDER = 0.5;

    private static final double SPILL_CYCLES = 2;
    private static final double TILE_CYCLES = 6;

    /** Of one vector: its load and its store, with a little of the loop. */
    private static final double COPY_CYCLES = 1.5;

    /** Of one vector: its load, its store and a permutation for each bit of the lane's number. */
    private static final double TRANSPOSE_CYCLES = 4;

    private static final double L2_BYTES_A_CYCLE = 32;
    private static final double MEMORY_BYTES_A_CYCLE = 12;

    static List<Feature> features() {
        return List.of(
                Feature.log(
                        "fmaCycles",
                        "log2 of multiply-add cycles a thousand operations",
                        counts -> of(counts).fmaCycles * 1000 / counts.workload().flops()),
                Feature.log(
                        "loadCycles",
                        "log2 of load and store cycles a thousand operations",
                        counts -> of(counts).loadCycles * 1000 / counts.workload().flops()),
                Feature.log(
                        "memoryCycles",
                        "log2 of memory cycles a thousand operations",
                        counts -> of(counts).memoryCycles * 1000 / counts.workload().flops()),
                new Feature(
                        ESTIMATE,
                        "natural logarithm of estimated nanoseconds an operation",
                        counts -> StrictMath.log(of(counts).nanos() / counts.workload().flops())));
    }

    static CycleEstimate of(KernelCounts counts) {
        double tiles = tiles(counts);
        // Sums that are carried wait for one another less: each iteration holds a part of them.
        double chain =
                counts.workload().taps()
                        * FMA_LATENCY
                        / 2
                        * counts.outputs()
                        / counts.plan().accumulators();
        double fma = Math.max(counts.fmas() / PIPES, chain);
        double crossing = crossing(counts);
        double loads =
                (counts.inputLoads() * crossing + counts.weightLoads()) / PIPES
                        + counts.outputs() * crossing;
        return new CycleEstimate(
                tiles * fma,
                tiles * loads,
                tiles * overhead(counts) + copying(counts),
                memory(counts));
    }

    /**
     * Tiles of the whole layer; a remainder counts by its share of the work, a border for a little
     * more.
     */
    private static double tiles(KernelCounts counts) {
        double units =
                (double) counts.workload().batch()
                        * counts.workload().outputChannels()
                        / (counts.alongWidth() ? 1 : counts.schedule().lanes());
        double tilesAUnit =
                counts.plan().walk().tilesColumns()
                        ? (double) counts.rows().positions()
                                * counts.columns().positions()
                                / counts.outputs()
                        : 1;
        double border = 1 + BORDER * (1 - interiorShare(counts));
        double idle = counts.alongWidth() ? 1 : counts.laneEfficiency();
        return units * tilesAUnit * border / idle;
    }

    /** What has no tiles of rows has no border that is worth the name. */
    private static double interiorShare(KernelCounts counts) {
        return counts.plan().walk().tilesRows() ? counts.interiorShare() : 1;
    }

    /**
     * A load that crosses a cache line takes two slots; the wider the vector, the more of them do.
     */
    private static double crossing(KernelCounts counts) {
        return MemoryFeatures.unaligned(counts) ? 1 + counts.schedule().lanes() / 16.0 : 1;
    }

    /**
     * C2 moves loads to the front until no register is free: tiles of half the registers spill.
     * Where rows slide few loads are there to be moved: 31 vectors have been seen not to spill.
     */
    private static double overhead(KernelCounts counts) {
        double accesses = counts.inputLoads() + counts.weightLoads() + counts.outputs();
        double checks = counts.schedule().access() == Access.CHECKED ? CHECK_CYCLES * accesses : 0;
        double loops = LOOP_CYCLES * iterations(counts);
        int registers = counts.plan().target().vectorRegisters();
        int usable = counts.plan().walk() instanceof Sweep ? registers : registers / 2;
        return TILE_CYCLES + checks + loops + SPILL_CYCLES * counts.spilled(usable);
    }

    /**
     * Cycles to frame the input, to stage it and the output, or to transpose both, where lanes are
     * channels of an NCHW tensor.
     */
    private static double copying(KernelCounts counts) {
        Scratch scratch = counts.plan().scratch();
        double channels = counts.alongWidth() ? 1 : counts.schedule().lanes();
        double inputs = Math.ceil(counts.workload().channels() / channels);
        double outputs = Math.ceil(counts.workload().outputChannels() / channels);
        double vectors =
                (scratch.input() * inputs + scratch.output() * outputs)
                        / (counts.schedule().lanes() * (double) Float.BYTES);
        double each = counts.plan().transposes() ? TRANSPOSE_CYCLES : COPY_CYCLES;
        return each * vectors * counts.workload().batch();
    }

    /** Of loops over taps; written out, they are none. */
    private static int iterations(KernelCounts counts) {
        int repeats = counts.work().repeats();
        return repeats == 1 ? 0 : repeats;
    }

    private static double memory(KernelCounts counts) {
        Footprint footprint = counts.footprint();
        double rate =
                footprint.layer() <= counts.plan().target().l2Bytes()
                        ? L2_BYTES_A_CYCLE
                        : MEMORY_BYTES_A_CYCLE;
        double once = footprint.layer() / footprint.lineUse() / rate;
        boolean rowsLost = footprint.rowReuse() > counts.plan().target().l1().bytes();
        double overlap =
                counts.inputRows() / (counts.schedule().tileH() * counts.plan().rows().stride());
        return rowsLost
                ? once + footprint.layer() * Math.max(0, overlap - 1) / L2_BYTES_A_CYCLE
                : once;
    }

    /** Estimated time; the busiest resource hides most of the others. */
    double nanos() {
        double busiest = Math.max(Math.max(fmaCycles, loadCycles), memoryCycles);
        double all = fmaCycles + loadCycles + memoryCycles;
        return (busiest + 0.25 * (all - busiest) + overheadCycles) / CYCLES_PER_NANOSECOND;
    }
}
