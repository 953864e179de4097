package org.lanewise.tuner.features;

import java.util.List;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Unroll;

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
record Roofline(double fmaCycles, double loadCycles, double overheadCycles, double memoryCycles) {
    /** Name of the feature that holds the natural logarithm of nanoseconds an operation. */
    static final String ESTIMATE = "rooflineEstimate";

    private static final double CYCLES_PER_NANOSECOND = 4;
    private static final double PIPES = 2;
    private static final double FMA_LATENCY = 4;

    /** C2 moves loads to the front until no register is free: tiles of half the registers spill. */
    private static final int USABLE_REGISTERS = 16;

    /** Where rows slide few loads are there to be moved: 31 vectors have been seen not to spill. */
    private static final int REGISTERS = 32;

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
    private static final double L1 = 48 << 10;
    private static final double L2 = 1 << 20;

    static List<Feature> features() {
        return List.of(
                Feature.log(
                        "fmaCycles",
                        "log2 of multiply-add cycles a thousand operations",
                        plan -> of(plan).fmaCycles * 1000 / plan.workload().flops()),
                Feature.log(
                        "loadCycles",
                        "log2 of load and store cycles a thousand operations",
                        plan -> of(plan).loadCycles * 1000 / plan.workload().flops()),
                Feature.log(
                        "memoryCycles",
                        "log2 of memory cycles a thousand operations",
                        plan -> of(plan).memoryCycles * 1000 / plan.workload().flops()),
                new Feature(
                        ESTIMATE,
                        "natural logarithm of estimated nanoseconds an operation",
                        plan -> StrictMath.log(of(plan).nanos() / plan.workload().flops())));
    }

    static Roofline of(KernelPlan plan) {
        TileWork tile = plan.tile();
        double tiles = tiles(plan);
        // Sums that are carried wait for one another less: each iteration holds a part of them.
        double chain = tile.taps() * FMA_LATENCY / 2 * tile.outputs() / tile.accumulators();
        double fma = Math.max(tile.fmas() / PIPES, chain);
        double crossing = crossing(plan);
        double loads =
                (tile.inputLoads() * crossing + tile.weightLoads()) / PIPES
                        + tile.outputs() * crossing;
        return new Roofline(
                tiles * fma, tiles * loads, tiles * overhead(plan) + copying(plan), memory(plan));
    }

    /**
     * Tiles of the whole layer; a remainder counts by its share of the work, a border for a little
     * more.
     */
    private static double tiles(KernelPlan plan) {
        double units =
                (double) plan.workload().batch()
                        * plan.workload().outputChannels()
                        / (plan.alongWidth() ? 1 : plan.schedule().lanes());
        double tilesAUnit =
                (double) plan.rows().positions()
                        * plan.columns().positions()
                        / plan.tile().outputs();
        double border = 1 + BORDER * (1 - interiorShare(plan));
        double idle = plan.alongWidth() ? 1 : plan.laneEfficiency();
        return units * tilesAUnit * border / idle;
    }

    /** Rows that slide have no border that is worth the name. */
    private static double interiorShare(KernelPlan plan) {
        return plan.schedule().unroll() == Unroll.SLIDE ? 1 : plan.interiorShare();
    }

    /**
     * A load that crosses a cache line takes two slots; the wider the vector, the more of them do.
     */
    private static double crossing(KernelPlan plan) {
        return MemoryFeatures.unaligned(plan) ? 1 + plan.schedule().lanes() / 16.0 : 1;
    }

    private static double overhead(KernelPlan plan) {
        TileWork tile = plan.tile();
        double accesses = tile.inputLoads() + tile.weightLoads() + tile.outputs();
        double checks = plan.schedule().access() == Access.CHECKED ? CHECK_CYCLES * accesses : 0;
        double loops = LOOP_CYCLES * iterations(plan.schedule().unroll(), plan);
        int usable = plan.schedule().unroll() == Unroll.SLIDE ? REGISTERS : USABLE_REGISTERS;
        return TILE_CYCLES + checks + loops + SPILL_CYCLES * tile.spilled(usable);
    }

    /**
     * Cycles to frame the input, or to transpose it and the output, where lanes are channels of an
     * NCHW tensor.
     */
    private static double copying(KernelPlan plan) {
        Scratch scratch = Scratch.of(plan.workload(), plan.schedule());
        double channels = plan.alongWidth() ? 1 : plan.schedule().lanes();
        double inputs = Math.ceil(plan.workload().channels() / channels);
        double outputs = Math.ceil(plan.workload().outputChannels() / channels);
        double vectors =
                (scratch.input() * inputs + scratch.output() * outputs)
                        / (plan.schedule().lanes() * (double) Float.BYTES);
        double each = plan.schedule().borders() == Borders.FRAMED ? COPY_CYCLES : TRANSPOSE_CYCLES;
        return each * vectors * plan.workload().batch();
    }

    private static int iterations(Unroll unroll, KernelPlan plan) {
        return switch (unroll) {
            case TAPS, SLIDE -> 0;
            case COLUMNS -> plan.workload().kernel().h();
            case NONE -> plan.tile().taps();
        };
    }

    private static double memory(KernelPlan plan) {
        Footprint footprint = plan.footprint();
        double rate = footprint.layer() <= L2 ? L2_BYTES_A_CYCLE : MEMORY_BYTES_A_CYCLE;
        double once = footprint.layer() / footprint.lineUse() / rate;
        boolean rowsLost = footprint.rowReuse() > L1;
        double overlap =
                (double) plan.tile().inputRows()
                        / (plan.schedule().tileH() * plan.workload().stride().h());
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
