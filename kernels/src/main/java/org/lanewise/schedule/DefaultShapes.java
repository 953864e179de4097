package org.lanewise.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * Makes schedules of shapes, which are schedules without vector width and access: {@code c} at the
 * begin stands for lanes along the channels, {@code w} for lanes along the width, {@code beven} for
 * a block of even parts of the channels, and of rows that slide {@code tall} for a tile of all
 * inside the borders, where they are few, {@code tflight} for one of as many as are begun at once.
 *
 * @param workload what is computed
 * @param alongRows bits of vectors along the width, widest first
 * @param allWidths bits of vectors along the channels, or that hold several rows, widest first
 */
record DefaultShapes(Workload workload, List<Integer> alongRows, List<Integer> allWidths) {
    /** Stands for all channel units, or for even parts of them, see {@link #MOST_UNITS}. */
    private static final String EVEN_PARTS = "_beven";

    private static final String PLANES = "_plane_";

    private static final String ALL_ROWS = "_tall";

    private static final String ROWS_IN_FLIGHT = "_tflight";

    /** Units whose weights stay in the first cache beside the pixels. */
    private static final int MOST_UNITS = 24;

    /** Bits of the narrowest vectors. */
    private static final int NARROWEST = 128;

    static DefaultShapes of(Workload workload, Target target) {
        List<Integer> widths = Knobs.vectorWidths(workload, target).reversed();
        return new DefaultShapes(
                workload, fitting(widths, workload), filled(widths, workload, target));
    }

    /** A shape's schedules, in the order of access and then of width. */
    Stream<Schedule> schedules(String shape, List<Access> accesses) {
        boolean ofRows = shape.startsWith("w") && !shape.contains(PLANES);
        List<Integer> widths = ofRows ? alongRows : allWidths;
        return withRows(shape).stream()
                .flatMap(named ->
                        accesses.stream()
                                .flatMap(access ->
                                        widths.stream()
                                                .map(bits ->
                                                        schedule(
                                                                blockOf(named, bits),
                                                                bits,
                                                                access))));
    }

    private Optional<String> withRows(String shape) {
        Line rows = workload.rows();
        if (shape.contains(ALL_ROWS)) {
            return Sweep.writtenOut(rows).map(all -> shape.replace(ALL_ROWS, "_t" + all));
        }
        return Optional.of(shape.replace(ROWS_IN_FLIGHT, "_t" + Sweep.rowsInFlight(rows)));
    }

    /**
     * The widths, less those that a row fills by half at the most: narrower vectors compute it with
     * as many instructions.
     */
    private static List<Integer> fitting(List<Integer> widths, Workload workload) {
        int outputs = workload.columns().out();
        return widths.stream()
                .filter(bits -> bits == NARROWEST || 2 * outputs > bits / Float.SIZE)
                .toList();
    }

    /**
     * The widths, less those that the channels of an NHWC pixel do not fill where storing by a mask
     * takes as long as many instructions.
     */
    private static List<Integer> filled(List<Integer> widths, Workload workload, Target target) {
        boolean masked = !WorkloadKinds.many(target) && workload.layout() == Layout.NHWC;
        return widths.stream()
                .filter(bits ->
                        !masked || bits == NARROWEST || workload.channels() >= bits / Float.SIZE)
                .toList();
    }

    private String blockOf(String shape, int bits) {
        int units = Math.ceilDiv(workload.outputChannels(), bits / Float.SIZE);
        return shape.replace(EVEN_PARTS, "_b" + evenPart(units));
    }

    /** All units, or as many in each part of them, and no more than {@link #MOST_UNITS}. */
    static int evenPart(int units) {
        return Math.ceilDiv(units, Math.ceilDiv(units, MOST_UNITS));
    }

    private static Schedule schedule(String shape, int bits, Access access) {
        return Schedule.parse(
                shape.substring(0, 1)
                        + bits
                        + shape.substring(1).replaceFirst("held|reload", "$0_" + access.text()));
    }

    /** What breaks no rule unless every schedule does. */
    static Schedule plainest(Workload workload) {
        return plainest(workload, NARROWEST);
    }

    /** The widest vectors along the axis that works without transposing. */
    static Schedule widest(Workload workload, Target target) {
        List<Integer> widths = Knobs.vectorWidths(workload, target);
        return plainest(workload, widths.isEmpty() ? NARROWEST : widths.getLast());
    }

    private static Schedule plainest(Workload workload, int bits) {
        String axis = workload.layout().channelsTogether() ? "c" : "w";
        return schedule(axis + "_b1_t1x1_chw_none_reload", bits, Access.CHECKED);
    }
}
