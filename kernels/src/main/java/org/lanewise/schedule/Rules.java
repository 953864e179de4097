package org.lanewise.schedule;

import java.util.List;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** All rules, each declared once. */
public final class Rules {
    /**
     * Architectural vector registers of AVX-512 and of AArch64; a tile beyond this many
     * accumulators only spills.
     */
    static final int VECTOR_REGISTERS = 32;

    /** The L2 of common processors; a copy that does not fit costs more than it can save. */
    private static final long CACHE = 1 << 20;

    private static final List<Rule> ALL =
            List.of(
                    new Rule(
                            "axis-fits-layout",
                            "Lanes along the width must be neighbours in memory; use axis c, or NCHW.",
                            (workload, schedule) ->
                                    schedule.axis() == VectorAxis.CHANNELS
                                            || workload.layout() == Layout.NCHW),
                    new Rule(
                            "staged-channels-fill-vectors",
                            "On NCHW whole vectors of channels are transposed; use fewer bits, or axis w.",
                            (workload, schedule) ->
                                    !Scratch.transposes(workload, schedule)
                                            || workload.channels() % schedule.lanes() == 0),
                    new Rule(
                            "staged-pixels-fill-vectors",
                            "On NCHW vectors of pixels are transposed, of which input and output must hold one; use fewer bits, or axis w.",
                            (workload, schedule) ->
                                    !Scratch.transposes(workload, schedule)
                                            || Math.min(
                                                            Scratch.pixels(workload.input()),
                                                            Scratch.pixels(workload.output()))
                                                    >= schedule.lanes()),
                    new Rule(
                            "framed-not-transposed",
                            "Channels that are transposed on NCHW are copied already, without a frame; use borders peeled, or axis w.",
                            (workload, schedule) ->
                                    schedule.borders() == Borders.PEELED
                                            || !Scratch.transposes(workload, schedule)),
                    new Rule(
                            "scratch-within-cache",
                            "What is transposed or framed must stay in the cache until it is used; use a smaller channel block, borders peeled, or axis w.",
                            (workload, schedule) ->
                                    Scratch.of(workload, schedule).total() <= CACHE),
                    new Rule(
                            "vector-fits-block",
                            "A vector cannot be wider than the layout's channel block; use fewer bits.",
                            (workload, schedule) ->
                                    !workload.layout().blocked()
                                            || schedule.lanes() <= workload.layout().block()),
                    new Rule(
                            "filling-stays-zero",
                            "The last channel block is filled with zeros, which a clamp without 0 would change; use NCHW or NHWC.",
                            (workload, schedule) ->
                                    workload.epilogue().apply(0, 0) == 0
                                            || workload.outputChannels() % workload.layout().block()
                                                    == 0),
                    new Rule(
                            "tile-within-output",
                            "The register tile cannot exceed the output; use a smaller tile.",
                            (workload, schedule) ->
                                    schedule.tileH() <= workload.output().h()
                                            && schedule.tileW() <= columns(workload, schedule)),
                    new Rule(
                            "block-within-channels",
                            "The channel block cannot exceed the channels; use a smaller block.",
                            (workload, schedule) ->
                                    schedule.channelBlock()
                                            <= ChannelUnits.count(workload, schedule)),
                    new Rule(
                            "channel-tile-reads-tensor",
                            "Channel units are computed together where lanes run along channels and nothing is copied first; use a tile of one unit.",
                            (workload, schedule) ->
                                    schedule.tileC() == 1
                                            || (schedule.axis() == VectorAxis.CHANNELS
                                                    && !Scratch.holdsInput(workload, schedule))),
                    new Rule(
                            "channel-tile-fills-block",
                            "Each task must hold whole groups of full channel units; use a block that is a multiple of the tile's, or a tile of one unit.",
                            (workload, schedule) ->
                                    schedule.tileC() == 1 || fillsBlocks(workload, schedule)),
                    new Rule(
                            "order-needs-block",
                            "With one channel unit in a block, channels inside means channels outside; use chw or cwh.",
                            (workload, schedule) ->
                                    schedule.channelBlock() > 1
                                            || schedule.order().channelsOutermost()),
                    new Rule(
                            "held-needs-unrolled-taps",
                            "Weights stay in registers only where all taps are written out; use unroll taps or slide, or weights reload.",
                            (workload, schedule) ->
                                    schedule.weights() == Weights.RELOADED
                                            || schedule.unroll().writesAllTaps()),
                    new Rule(
                            "slide-goes-down",
                            "Rows slide one by one in the innermost loop; use order cwh and a tile of one row, or another unroll.",
                            (workload, schedule) ->
                                    schedule.unroll() != Unroll.SLIDE
                                            || (schedule.order() == LoopOrder.CWH
                                                    && schedule.tileH() == 1)),
                    new Rule(
                            "slide-shares-rows",
                            "Only undilated filter rows, more of them than the stride, share input rows to slide along; use another unroll.",
                            (workload, schedule) ->
                                    schedule.unroll() != Unroll.SLIDE || Sweep.shares(workload)),
                    new Rule(
                            "held-within-registers",
                            "Held weights beyond the vector registers are spilled for good; use weights reload.",
                            (workload, schedule) ->
                                    schedule.weights() == Weights.RELOADED
                                            || taps(workload) <= VECTOR_REGISTERS),
                    new Rule(
                            "tile-within-registers",
                            "The tile needs more accumulators than there are vector registers; use a smaller tile.",
                            (workload, schedule) ->
                                    Sweep.accumulators(workload, schedule) <= VECTOR_REGISTERS),
                    new Rule(
                            "method-within-jit",
                            "The unrolled tile outgrows what the JIT compiles in one method; use a smaller tile or roll a tap loop.",
                            (workload, schedule) ->
                                    MethodSize.atMost(workload, schedule)
                                            <= MethodSize.HOTSPOT_LIMIT));

    private Rules() {}

    /** Every rule, in the order in which they are reported. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The rules that a schedule breaks on a workload; empty for a legal one. */
    public static List<Rule> broken(Workload workload, Schedule schedule) {
        return ALL.stream().filter(rule -> !rule.holds(workload, schedule)).toList();
    }

    private static int columns(Workload workload, Schedule schedule) {
        int width = workload.output().w();
        return schedule.axis() == VectorAxis.WIDTH ? Math.ceilDiv(width, schedule.lanes()) : width;
    }

    private static boolean fillsBlocks(Workload workload, Schedule schedule) {
        boolean fullVectors =
                workload.layout().blocked() || workload.channels() % schedule.lanes() == 0;
        return fullVectors
                && schedule.channelBlock() % schedule.tileC() == 0
                && ChannelUnits.count(workload, schedule) % schedule.tileC() == 0;
    }

    private static long taps(Workload workload) {
        return (long) workload.kernel().h() * workload.kernel().w();
    }
}
