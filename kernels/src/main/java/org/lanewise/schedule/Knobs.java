package org.lanewise.schedule;

import static org.lanewise.schedule.Knob.choice;
import static org.lanewise.schedule.Knob.size;
import static org.lanewise.schedule.Knob.upTo;

import java.util.Arrays;
import java.util.List;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * All knobs, each declared once: its place in a schedule's name, the values worth trying, and what
 * they mean. A new one stands here, in the lowering, perhaps in a {@link Rules rule}.
 */
public final class Knobs {
    /** The dimension that fills the lanes. */
    public static final Knob<VectorAxis> AXIS =
            choice(
                    0,
                    "axis",
                    "What the lanes of a vector are",
                    "",
                    VectorAxis.class,
                    (workload, target) -> axes(workload));

    /** Width of a vector. */
    public static final Knob<Integer> VECTOR_BITS =
            size(
                    1,
                    "vectorBits",
                    "Width of a vector in bits",
                    "",
                    "128|256|512",
                    (bits, plan) ->
                            "One vector instruction works on " + bits / Float.SIZE + " floats.",
                    Knobs::vectorWidths);

    /** Channel units of one task. */
    public static final Knob<Integer> CHANNEL_BLOCK =
            size(
                    2,
                    "channelBlock",
                    "Channel units of one task: blocks of the layout, vectors of channels, or channels",
                    "_b",
                    "[1-9]\\d{0,8}",
                    (units, plan) ->
                            "One task, the smallest piece of work a thread takes, computes "
                                    + channels(units, plan)
                                    + ".",
                    Knobs::channelBlocks);

    /** Output rows of the register tile. */
    public static final Knob<Integer> TILE_H =
            size(
                    3,
                    "tileH",
                    "Rows of outputs that are in registers at once",
                    "_t",
                    "[1-9]\\d{0,3}",
                    (rows, plan) -> plan.walk().words(plan),
                    (workload, target) ->
                            upTo(
                                    workload.rows().out(),
                                    1,
                                    2,
                                    3,
                                    4,
                                    5,
                                    6,
                                    7,
                                    8,
                                    writtenOut(workload)));

    /** Output columns, or vectors of them, of the register tile. */
    public static final Knob<Integer> TILE_W =
            size(
                    4,
                    "tileW",
                    "Columns of them, or vectors of columns",
                    "x",
                    "[1-9]\\d{0,3}",
                    (columns, plan) ->
                            "Of each row it computes "
                                    + several(
                                            columns,
                                            plan.schedule().alongWidth()
                                                    ? "vector"
                                                    : "output column")
                                    + " at once, so "
                                    + several(plan.accumulators(), "sum")
                                    + " stay in vector registers.",
                    (workload, target) ->
                            upTo(
                                    workload.columns().out(),
                                    1,
                                    2,
                                    3,
                                    4,
                                    5,
                                    6,
                                    7,
                                    8,
                                    10,
                                    12,
                                    14,
                                    16,
                                    28));

    /**
     * Channel units of the register tile. Two have won only where vectors share a few sets of the
     * first cache; four, nowhere.
     */
    public static final Knob<Integer> TILE_C =
            size(
                            5,
                            "tileC",
                            "Channel units of them, said where there are several",
                            "x",
                            "[1-9]\\d{0,3}",
                            (units, plan) ->
                                    units == 1
                                            ? "It works on one vector of channels at a time."
                                            : "It works on "
                                                    + units
                                                    + " neighbouring vectors of channels at once,"
                                                    + " which lie in different sets of the first"
                                                    + " cache.",
                            (workload, target) -> upTo(Crowding.of(workload, target) ? 2 : 1, 1, 2))
                    .unsaid(1);

    /** Loops around the tile. */
    public static final Knob<LoopOrder> ORDER =
            choice(
                    6,
                    "order",
                    "Loops around the tile, outermost first: c channels, h rows, w columns",
                    "_",
                    LoopOrder.class,
                    (workload, target) -> List.of(LoopOrder.values()));

    /** Tap loops written out. */
    public static final Knob<Unroll> UNROLL =
            choice(
                    7,
                    "unroll",
                    "Which filter taps are written out",
                    "_",
                    Unroll.class,
                    Knobs::unrolls);

    /** Where weights live. */
    public static final Knob<Weights> WEIGHTS =
            choice(
                    8,
                    "weights",
                    "Where weights live",
                    "_",
                    Weights.class,
                    (workload, target) -> List.of(Weights.values()));

    /**
     * How memory is addressed. Checked access has won on no tuned layer, so it is a choice only
     * where raw access is sometimes forbidden.
     */
    public static final Knob<Access> ACCESS =
            choice(
                    9,
                    "access",
                    "How memory is addressed",
                    "_",
                    Access.class,
                    (workload, target) ->
                            target.maskedLoads() ? List.of(Access.RAW) : List.of(Access.values()));

    /** How outputs at the edges are computed; without padding there is nothing to frame. */
    public static final Knob<Borders> BORDERS =
            choice(
                            10,
                            "borders",
                            "How outputs at the edges of the image are computed",
                            "_",
                            Borders.class,
                            (workload, target) ->
                                    workload.padding().none()
                                            ? List.of(Borders.PEELED)
                                            : List.of(Borders.values()))
                    .unsaid(Borders.PEELED);

    /**
     * Where tiles find inputs and leave outputs; a choice where pixels share a few sets of the
     * first cache.
     */
    public static final Knob<Staging> STAGING =
            choice(
                            11,
                            "staging",
                            "Where tiles find their inputs and leave their outputs",
                            "_",
                            Staging.class,
                            (workload, target) ->
                                    Crowding.of(workload, target)
                                            ? List.of(Staging.values())
                                            : List.of(Staging.DIRECT))
                    .unsaid(Staging.DIRECT);

    /** All of them, in the order of a schedule's name. */
    public static final List<Knob<?>> KNOBS =
            List.of(
                    AXIS,
                    VECTOR_BITS,
                    CHANNEL_BLOCK,
                    TILE_H,
                    TILE_W,
                    TILE_C,
                    ORDER,
                    UNROLL,
                    WEIGHTS,
                    ACCESS,
                    BORDERS,
                    STAGING);

    private Knobs() {}

    /** The axis that works without transposing comes first. */
    private static List<VectorAxis> axes(Workload workload) {
        return workload.layout().channelsTogether()
                ? List.of(VectorAxis.CHANNELS)
                : List.of(VectorAxis.WIDTH, VectorAxis.CHANNELS);
    }

    private static List<Unroll> unrolls(Workload workload, Target target) {
        int lanes = target.vectorBits() / Float.SIZE;
        boolean alongRows = !workload.layout().channelsTogether();
        Line rows = workload.rows();
        Line columns = workload.columns();
        return Arrays.stream(Unroll.values())
                .filter(unroll ->
                        switch (unroll) {
                            case TAPS, COLUMNS, NONE, SLIDE -> true;
                            case PLANE -> alongRows && new Plane(rows, columns, lanes).fits();
                            case FLAT ->
                                    alongRows
                                            && vectorWidths(workload, target).stream()
                                                    .map(bits -> bits / Float.SIZE)
                                                    .anyMatch(some ->
                                                            new Flat(rows, columns, some).fits());
                        })
                .toList();
    }

    /** Bits, in ascending order. */
    static List<Integer> vectorWidths(Workload workload, Target target) {
        int block = workload.layout().block();
        int widest = block > 1 ? block * Float.SIZE : Integer.MAX_VALUE;
        return upTo(Math.min(widest, target.vectorBits()), 128, 256, 512);
    }

    private static List<Integer> channelBlocks(Workload workload, Target target) {
        Schedule widest = DefaultShapes.widest(workload, target);
        int units = new Plan(workload, widest, target).channelUnits();
        int vectors = Math.ceilDiv(workload.outputChannels(), widest.lanes());
        // Of default schedules pixels of many channels are cut into such parts.
        int part = workload.layout() == Layout.NHWC ? DefaultShapes.evenPart(units) : units;
        return upTo(units, 1, 2, 4, 8, 16, part, vectors, units);
    }

    /** All rows that slide, where a tile may hold them; else one, which is a value anyway. */
    private static int writtenOut(Workload workload) {
        return workload.layout().channelsTogether()
                ? 1
                : Sweep.writtenOut(workload.rows()).orElse(1);
    }

    private static String channels(int units, Plan plan) {
        int block = plan.workload().layout().block();
        if (block > 1) {
            return several(units, "block") + " of " + block + " channels";
        }
        return plan.schedule().alongWidth()
                ? several(units, "channel")
                : several(units, "vector") + " of channels";
    }

    private static String several(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
