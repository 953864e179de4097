package org.lanewise.schedule;

import java.util.List;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;

/** All rules, each declared once. */
public final class Rules {
    /** Offsets of a tile's pixels stay within 32 bits. */
    private static final int FURTHEST_STRIDE = 1 << 16;

    private static final List<Rule> ALL =
            List.of(
                    new Rule(
                            "vector-fits-machine",
                            "The target's vectors are narrower than the schedule's; use fewer bits.",
                            plan -> plan.schedule().vectorBits() <= plan.target().vectorBits()),
                    new Rule(
                            "raw-needs-masked-loads",
                            "Processors without masked loads would read partly filled vectors beyond the tensor; use access checked.",
                            plan ->
                                    plan.schedule().access() == Access.CHECKED
                                            || plan.target().maskedLoads()
                                            || !plan.fillsInPart()),
                    new Rule(
                            "axis-fits-layout",
                            "Lanes along the width must be neighbours in memory; use axis c, or NCHW.",
                            plan ->
                                    !plan.schedule().alongWidth()
                                            || !plan.workload().layout().channelsTogether()),
                    new Rule(
                            "stride-within-reach",
                            "Lanes along the width would be gathered from too far apart; use axis c.",
                            plan ->
                                    !plan.schedule().alongWidth()
                                            || plan.columns().stride() <= FURTHEST_STRIDE),
                    new Rule(
                            "staged-pixels-fill-vectors",
                            "On NCHW vectors of pixels are transposed, of which input and output must hold one; use fewer bits, or axis w.",
                            plan ->
                                    !plan.transposes()
                                            || Math.min(
                                                            plan.workload().input().pixels(),
                                                            plan.workload().output().pixels())
                                                    >= plan.schedule().lanes()),
                    new Rule(
                            "framed-not-transposed",
                            "Channels that are transposed on NCHW are copied already, without a frame; use borders peeled, or axis w.",
                            plan ->
                                    plan.schedule().borders() == Borders.PEELED
                                            || !plan.transposes()),
                    new Rule(
                            "staged-pixels-hold-vectors",
                            "Pixels are staged on NHWC where they hold a vector of channels; use staging direct.",
                            plan ->
                                    !plan.stages()
                                            || (plan.workload().layout() == Layout.NHWC
                                                    && plan.workload().channels()
                                                            >= plan.schedule().lanes())),
                    new Rule(
                            "staged-not-framed",
                            "What is framed is copied already; use borders peeled, or staging direct.",
                            plan -> !plan.stages() || plan.schedule().borders() == Borders.PEELED),
                    new Rule(
                            "scratch-within-cache",
                            "What is transposed, framed or staged must stay in the cache until it is used; use a smaller channel block, borders peeled, staging direct, or axis w.",
                            plan -> plan.scratch().total() <= plan.target().l2Bytes()),
                    new Rule(
                            "vector-fits-block",
                            "A vector cannot be wider than the layout's channel block; use fewer bits.",
                            plan ->
                                    !plan.workload().layout().blocked()
                                            || plan.schedule().lanes()
                                                    <= plan.workload().layout().block()),
                    new Rule(
                            "tile-within-output",
                            "The register tile cannot exceed the output; use a smaller tile.",
                            plan ->
                                    plan.schedule().tileH() <= plan.workload().output().h()
                                            && plan.schedule().tileW() <= plan.columnPositions()),
                    new Rule(
                            "block-within-channels",
                            "The channel block cannot exceed the channels; use a smaller block.",
                            plan -> plan.schedule().channelBlock() <= plan.channelUnits()),
                    new Rule(
                            "channel-tile-reads-tensor",
                            "Channel units are computed together where lanes run along channels and nothing is copied first; use a tile of one unit.",
                            plan ->
                                    plan.schedule().tileC() == 1
                                            || (!plan.schedule().alongWidth() && !plan.copies())),
                    new Rule(
                            "channel-tile-fills-block",
                            "Each task must hold whole groups of full channel units; use a block that is a multiple of the tile's, or a tile of one unit.",
                            plan -> plan.schedule().tileC() == 1 || fillsBlocks(plan)),
                    new Rule(
                            "order-needs-block",
                            "With one channel unit in a block, channels inside means channels outside; use chw or cwh.",
                            plan ->
                                    plan.schedule().channelBlock() > 1
                                            || plan.schedule().order().channelsOutermost()),
                    new Rule(
                            "held-needs-unrolled-taps",
                            "Weights stay in registers only where all taps are written out; use unroll taps, slide, plane or flat, or weights reload.",
                            plan ->
                                    plan.schedule().weights() == Weights.RELOADED
                                            || plan.schedule().unroll().writesAllTaps()),
                    new Rule(
                            "slide-goes-down",
                            "Rows slide in the innermost loop; use order cwh, or another unroll.",
                            plan ->
                                    plan.schedule().unroll() != Unroll.SLIDE
                                            || plan.schedule().order() == LoopOrder.CWH),
                    new Rule(
                            "slide-comes-round",
                            "Rows that slide are completed one at a time or, with lanes along the width, as many as are begun at once, or all inside the borders; use a tile of so many rows.",
                            plan ->
                                    plan.schedule().unroll() != Unroll.SLIDE
                                            || plan.schedule().tileH() == 1
                                            || (plan.schedule().alongWidth()
                                                    && Sweep.completes(
                                                            plan.rows(), plan.schedule().tileH()))),
                    new Rule(
                            "image-is-whole",
                            "Planes and flat images are written out as a whole; use axis w, order chw, a tile of one and borders peeled, or another unroll.",
                            plan ->
                                    !(plan.walk() instanceof Walk.Whole.Image)
                                            || (plan.schedule().alongWidth()
                                                    && plan.schedule().order() == LoopOrder.CHW
                                                    && plan.schedule().accumulators() == 1
                                                    && plan.schedule().borders()
                                                            == Borders.PEELED)),
                    new Rule(
                            "plane-holds-rows",
                            "Rows share a vector where it holds two of them at the least, and where a stride leaves as many outputs in a row as it has steps; use the narrowest vectors that hold two rows, or another unroll.",
                            plan -> !(plan.walk() instanceof Plane plane) || plane.fits()),
                    new Rule(
                            "flat-fills-lanes",
                            "An image is one line of pixels where outputs lie as inputs do, without a stride, the filter reaches less than a vector to either side, and rows would leave more lanes empty; use another unroll.",
                            plan -> !(plan.walk() instanceof Flat flat) || flat.fits()),
                    new Rule(
                            "slide-shares-rows",
                            "Only undilated filter rows, more of them than the stride, share input rows to slide along; use another unroll.",
                            plan ->
                                    plan.schedule().unroll() != Unroll.SLIDE
                                            || Sweep.shares(plan.workload().rows())),
                    new Rule(
                            "held-within-registers",
                            "Held weights beyond the vector registers are spilled for good; use weights reload.",
                            plan ->
                                    plan.schedule().weights() == Weights.RELOADED
                                            || plan.workload().taps()
                                                    <= plan.target().vectorRegisters()),
                    new Rule(
                            "tile-within-registers",
                            "The tile needs more accumulators than there are vector registers; use a smaller tile.",
                            plan -> plan.accumulators() <= plan.target().vectorRegisters()),
                    new Rule(
                            "method-within-jit",
                            "The unrolled tile outgrows what the JIT compiles in one method; use a smaller tile or roll a tap loop.",
                            plan -> plan.work().largestMethod() <= Target.METHOD_LIMIT));

    private Rules() {}

    /** Every rule, in the order in which they are reported. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The rules that a plan breaks; empty for a legal one. */
    static List<Rule> broken(Plan plan) {
        return ALL.stream().filter(rule -> !rule.holds(plan)).toList();
    }

    /** Whether a plan breaks none; asks no further than the first. */
    static boolean hold(Plan plan) {
        for (Rule rule : ALL) {
            if (!rule.holds(plan)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fillsBlocks(Plan plan) {
        Schedule schedule = plan.schedule();
        boolean alike = !plan.inputVectors().overlap() || !plan.spreads();
        return !plan.fillsInPart()
                && alike
                && schedule.channelBlock() % schedule.tileC() == 0
                && plan.channelUnits() % schedule.tileC() == 0;
    }
}
