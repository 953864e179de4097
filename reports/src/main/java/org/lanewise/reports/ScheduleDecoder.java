package org.lanewise.reports;

import java.util.List;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Sweep;
import org.lanewise.schedule.Unroll;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/** Explains the parts of a schedule's name, as they act on one workload. */
final class ScheduleDecoder {
    private final Workload workload;
    private final Schedule schedule;

    private ScheduleDecoder(Workload workload, Schedule schedule) {
        this.workload = workload;
        this.schedule = schedule;
    }

    /**
     * One line a knob, in the order of the name; one channel unit and peeled borders have no part
     * in it.
     */
    static List<KnobLine> decode(Workload workload, Schedule schedule) {
        return new ScheduleDecoder(workload, schedule).lines();
    }

    private List<KnobLine> lines() {
        String[] part = schedule.toString().split("_");
        return List.of(
                new KnobLine(part[0].substring(0, 1), "axis", schedule.axis().name(), axis()),
                new KnobLine(
                        part[0].substring(1),
                        "vectorBits",
                        Integer.toString(schedule.vectorBits()),
                        vectorBits()),
                new KnobLine(
                        part[1],
                        "channelBlock",
                        Integer.toString(schedule.channelBlock()),
                        channelBlock()),
                new KnobLine(
                        "t" + schedule.tileH(),
                        "tileH",
                        Integer.toString(schedule.tileH()),
                        tileH()),
                new KnobLine(
                        "x" + schedule.tileW(),
                        "tileW",
                        Integer.toString(schedule.tileW()),
                        tileW()),
                new KnobLine(
                        schedule.tileC() == 1 ? "" : "x" + schedule.tileC(),
                        "tileC",
                        Integer.toString(schedule.tileC()),
                        tileC()),
                new KnobLine(part[3], "order", schedule.order().name(), order()),
                new KnobLine(part[4], "unroll", schedule.unroll().name(), unroll()),
                new KnobLine(part[5], "weights", schedule.weights().name(), weights()),
                new KnobLine(part[6], "access", schedule.access().name(), access()),
                new KnobLine(
                        part.length > 7 ? part[7] : "",
                        "borders",
                        schedule.borders().name(),
                        borders()));
    }

    private String axis() {
        return switch (schedule.axis()) {
            case CHANNELS ->
                    "The lanes of a vector hold neighbouring channels of one pixel"
                            + (workload.layout() == Layout.NCHW
                                    ? "; each task transposes its channels for that, and its outputs back."
                                    : ".");
            case WIDTH -> "The lanes of a vector hold neighbouring output columns of one channel.";
        };
    }

    private String vectorBits() {
        return "One vector instruction works on " + schedule.lanes() + " floats.";
    }

    private String channelBlock() {
        String vectors = Format.count(schedule.channelBlock(), "vector") + " of channels";
        String unit =
                switch (workload.layout()) {
                    case NCHW ->
                            schedule.axis() == VectorAxis.WIDTH
                                    ? Format.count(schedule.channelBlock(), "channel")
                                    : vectors;
                    case NHWC -> vectors;
                    case NCHW8C, NCHW16C ->
                            Format.count(schedule.channelBlock(), "block")
                                    + " of "
                                    + workload.layout().block()
                                    + " channels";
                };
        return "One task, the smallest piece of work a thread takes, computes " + unit + ".";
    }

    private String tileH() {
        if (schedule.unroll() == Unroll.SLIDE) {
            return "The innermost loop completes one output row an iteration.";
        }
        return schedule.tileH() == 1
                ? "The innermost code computes one output row at a time."
                : "The innermost code computes "
                        + schedule.tileH()
                        + " output rows at once, which share the input rows between them.";
    }

    private String tileW() {
        String unit =
                switch (schedule.axis()) {
                    case CHANNELS -> "output column";
                    case WIDTH -> "vector";
                };
        return "Of each row it computes "
                + Format.count(schedule.tileW(), unit)
                + " at once, so "
                + Format.count(Sweep.accumulators(workload, schedule), "sum")
                + " stay in vector registers.";
    }

    private String tileC() {
        return schedule.tileC() == 1
                ? "It works on one vector of channels at a time."
                : "It works on "
                        + schedule.tileC()
                        + " neighbouring vectors of channels at once, which lie in different sets of the first cache.";
    }

    private String order() {
        String loops =
                switch (schedule.order()) {
                    case CHW -> "channels, rows, columns";
                    case CWH -> "channels, columns, rows";
                    case HCW -> "rows, channels, columns";
                    case HWC -> "rows, columns, channels";
                };
        return "The loops around the tile run, from the outermost, over " + loops + ".";
    }

    private String unroll() {
        int rows = workload.kernel().h();
        int columns = workload.kernel().w();
        return switch (schedule.unroll()) {
            case TAPS ->
                    "All "
                            + rows * columns
                            + " filter taps are written out; no loop over taps is left.";
            case COLUMNS ->
                    "The "
                            + Format.count(columns, "tap")
                            + " of a filter row are written out; a loop runs over the "
                            + Format.count(rows, "row")
                            + ".";
            case NONE ->
                    "Loops run over the "
                            + Format.count(rows, "row")
                            + " and "
                            + Format.count(columns, "column")
                            + " of the filter.";
            case SLIDE ->
                    "Each input row is loaded once and added to all output rows it belongs to, "
                            + Format.count(Sweep.rowsInFlight(workload), "row")
                            + " at the most; all "
                            + rows * columns
                            + " filter taps are written out.";
        };
    }

    private String weights() {
        return switch (schedule.weights()) {
            case HELD -> "Weights are loaded once for each channel vector and stay in registers.";
            case RELOADED ->
                    "Weights are loaded anew for each tile, which leaves registers to the sums.";
        };
    }

    private String borders() {
        return switch (schedule.borders()) {
            case PEELED -> "Outputs at the edges of the image have code of their own.";
            case FRAMED ->
                    "Each task copies its input with zeros around it, so that outputs at the edges are computed like all others.";
        };
    }

    private String access() {
        return switch (schedule.access()) {
            case RAW ->
                    "Sizes are checked once, at the kernel's entry; it serves native memory only.";
            case CHECKED ->
                    "Every memory access is checked against its buffer; it serves Java arrays too.";
        };
    }
}
