package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Strided;
import org.lanewise.schedule.Tap;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.schedule.Weights;
import org.lanewise.workload.Epilogue;
import org.lanewise.workload.Line;
import org.lanewise.workload.Size;

/** The vectors of one region's register tiles: sums, weights, masks, and how each is made. */
final class TileVectors {
    private final Plan plan;
    private final Region columns;
    private final ChannelSpan span;
    private final Strided strided;
    private final Map<Long, Var.Mask> masks = new LinkedHashMap<>();
    private final Map<Long, Var.Mask> movedMasks = new LinkedHashMap<>();
    private final Map<String, Var.Sum> sums = new HashMap<>();
    private final Map<String, Var.Vector> weights = new HashMap<>();
    private final Var.Address biasAddress = new Var.Address("bc");
    private final Var.Vector bias = new Var.Vector("bias");
    private final Var.Mask channels = new Var.Mask("channels");
    private final Var.LaneNumbers laneNumbers = new Var.LaneNumbers("lanes");

    TileVectors(Plan plan, Region columns, ChannelSpan span) {
        this.plan = plan;
        this.columns = columns;
        this.span = span;
        this.strided =
                selects() ? Strided.of(columns, plan.columns(), lanes()) : Strided.none(lanes());
    }

    Plan plan() {
        return plan;
    }

    Region columns() {
        return columns;
    }

    /** Lanes of a vector. */
    int lanes() {
        return plan.schedule().lanes();
    }

    /** The lanes that input vectors are spread by, where a channel multiplier asks for it. */
    Var.LaneNumbers laneNumbers() {
        return laneNumbers;
    }

    /** Where a channel vector's bias lies. */
    Var.Address biasAddress() {
        return biasAddress;
    }

    /** Masks of what was loaded and stored so far, one statement each. */
    List<Stmt> masks() {
        List<Stmt> lets = new ArrayList<>();
        masks.forEach((bits, name) -> lets.add(new Stmt.LetMask(name, bits)));
        movedMasks.forEach((bits, name) -> lets.add(new Stmt.LetMask(name, bits)));
        return lets;
    }

    /**
     * What each channel vector begins with: the lanes that are channels where others are filling,
     * the bias, and weights that are held in registers.
     */
    List<Stmt> perChannel(List<Integer> tapRows, Var.Address base) {
        List<Stmt> loads = new ArrayList<>();
        if (span.filled() > 0) {
            loads.add(new Stmt.LetLanes(channels, channelsOfVector()));
        }
        if (hasBias()) {
            loads.add(new Stmt.Let(bias, perChannel(new Ref(Buffer.BIAS, biasAddress, 0))));
        }
        if (!reloadsWeights()) {
            List<Integer> tapColumns = indices(columns);
            for (int i : tapRows) {
                for (int j : tapColumns) {
                    loads.add(loadWeight(i, j, base));
                }
            }
        }
        return loads;
    }

    private Int channelsOfVector() {
        Int left = Int.of(span.filled());
        return plan.vectorsOfUnit() == 1
                ? left
                : left.minus(Counters.PART.times(lanes()))
                        .atLeast(Int.of(0))
                        .atMost(Int.of(lanes()));
    }

    /** The sum of an output vector of the tile. */
    Var.Sum sum(int row, Position column) {
        return sums.computeIfAbsent("acc_h" + row + "_w" + column.offset(), Var.Sum::new);
    }

    /** What a sum starts at. */
    Value start() {
        return hasBias() ? bias : new Value.Zero();
    }

    /** Whether sums start at the bias. */
    boolean hasBias() {
        return plan.workload().epilogue().bias();
    }

    /** A pixel as a formula shows it. */
    String read(String pixel) {
        return plan.spreads() ? "spread(" + pixel + ")" : pixel;
    }

    /** The weight of a tap. */
    Var.Vector weight(int i, int j) {
        return weights.computeIfAbsent("w_" + i + "_" + j, Var.Vector::new);
    }

    /** Whether weights are loaded anew for each tile, or row of one. */
    boolean reloadsWeights() {
        return plan.schedule().weights() == Weights.RELOADED;
    }

    /** Loads the weight of a tap. */
    Stmt loadWeight(int i, int j, Var.Address base) {
        long tap = (long) i * plan.columns().kernel() + j;
        long offset = tap * plan.schedule().tapBytes();
        return new Stmt.Let(weight(i, j), perChannel(new Ref(Buffer.WEIGHTS, base, offset)));
    }

    /** Weights and bias are packed to whole vectors, so no mask is needed. */
    private Value perChannel(Ref from) {
        return plan.schedule().axis() == VectorAxis.CHANNELS
                ? new Value.Load(from, Optional.empty())
                : new Value.Broadcast(from);
    }

    /**
     * Stores an output vector.
     *
     * @param row where it is stored
     */
    Stmt.Store store(Var.Sum sum, OutputRow row, Position column) {
        Buffer buffer = plan.copiesBack() ? Buffer.SCRATCH : Buffer.OUTPUT;
        long offset = row.bytes() + column.offset() * plan.output().pixel();
        return new Stmt.Store(
                sum,
                new Ref(buffer, row.base(), offset),
                runsOver(row.last(), column) ? Optional.empty() : storeMask(column.stored()));
    }

    /**
     * Whether a vector that is longer than its row may be stored as a whole: what runs over falls
     * on rows of the same channel that are computed later, by the same task.
     */
    private boolean runsOver(int row, Position column) {
        Size size = plan.workload().output();
        boolean wholeRows = columns.count() == 1 && columns.end() - columns.start() == size.w();
        long end = (long) row * size.w() + column.offset() + lanes();
        return plan.schedule().alongWidth()
                && plan.tasks().bands() == 1
                && wholeRows
                && end <= size.pixels();
    }

    /** The epilogue of an output vector; filling becomes zero, whatever the input's filling is. */
    List<Stmt> epilogue(Var.Sum sum) {
        Epilogue epilogue = plan.workload().epilogue();
        List<Stmt> body = new ArrayList<>();
        if (epilogue.clampsLow()) {
            body.add(new Stmt.Assign(sum, new Value.AtLeast(sum, epilogue.low())));
        }
        if (epilogue.clampsHigh()) {
            body.add(new Stmt.Assign(sum, new Value.AtMost(sum, epilogue.high())));
        }
        if (span.filled() > 0) {
            body.add(new Stmt.Assign(sum, new Value.Kept(sum, channels)));
        }
        return body;
    }

    /** The mask of a load; empty where all lanes lie on the image. */
    Optional<Var.Mask> loadMask(Lanes lanes) {
        return selects()
                ? mask(lanes, 0, movedMasks, range -> new Var.MovedMask("i" + range))
                : mask(lanes, span.inputLanes(), masks, range -> new Var.Mask("m" + range));
    }

    /** Whether pixels that lie several apart are selected from vectors in a row. */
    boolean selects() {
        return plan.schedule().alongWidth() && plan.columns().stride() > 1;
    }

    /** How these are made. */
    Strided strided() {
        return strided;
    }

    /** How the sums of products of a vector are moved, where these are, see {@link Plan}. */
    Optional<Strided.Move> movesSum(Place place) {
        return plan.movesSums() ? strided.movedAlone(place.pixels()) : Optional.empty();
    }

    /** The mask of some lanes, one bit each; empty if they are all. */
    Optional<Var.Mask> mask(long bits) {
        return bits == Lanes.all(lanes()).bits()
                ? Optional.empty()
                : Optional.of(
                        masks.computeIfAbsent(
                                bits, lanes -> new Var.Mask("m" + Long.toHexString(lanes))));
    }

    /** The mask of a store, likewise. */
    Optional<Var.Mask> storeMask(Lanes lanes) {
        return mask(lanes, span.outputLanes(), masks, range -> new Var.Mask("m" + range));
    }

    /**
     * The mask for lanes along the width, or for those of a vector of channels that memory holds.
     */
    private Optional<Var.Mask> mask(
            Lanes lanes,
            int channels,
            Map<Long, Var.Mask> masks,
            Function<String, Var.Mask> named) {
        Lanes real = channels == 0 ? lanes : new Lanes(0, channels, lanes());
        if (real.full() || real.of() == 1) {
            return Optional.empty();
        }
        String range = real.from() + "to" + real.to();
        return Optional.of(masks.computeIfAbsent(real.bits(), bits -> named.apply(range)));
    }

    /**
     * The filter columns in use, those that read the same pixels one after the other: with a stride
     * the even ones meet other pixels than the odd ones.
     */
    List<Integer> filterColumns() {
        Line line = plan.columns();
        return indices(columns).stream()
                .sorted(
                        Comparator.comparingInt(j ->
                                Math.floorMod(j * line.dilation() - line.before(), line.stride())))
                .toList();
    }

    /** The taps that any position of a region uses, in ascending order. */
    static List<Integer> indices(Region region) {
        return region.positions().stream()
                .flatMap(position -> position.taps().stream())
                .map(Tap::index)
                .distinct()
                .sorted()
                .toList();
    }

    /** The range of the taps that any position of a region uses, as formulas show it. */
    static String range(Region region) {
        List<Integer> indices = indices(region);
        return indices.isEmpty() ? "0..0" : indices.getFirst() + ".." + (indices.getLast() + 1);
    }
}
