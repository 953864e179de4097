package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanewise.schedule.InputChannels;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.Tap;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.schedule.Weights;
import org.lanewise.workload.Workload;

/**
 * The vectors of a register tile of one region of columns: their names, masks, loads and stores.
 */
final class TileVectors {
    /** Begins the name of every accumulator. */
    static final String ACCUMULATOR = "acc";

    /** Names the lanes that input vectors are spread by, where a channel multiplier asks for it. */
    static final String LANES = "lanes";

    private final Workload workload;
    private final Schedule schedule;
    private final Region columns;
    private final Strides input;
    private final Strides output;
    private final ChannelSpan span;
    private final boolean spread;
    private final Buffer inputBuffer;
    private final Buffer outputBuffer;
    private final Map<Long, String> masks = new LinkedHashMap<>();

    TileVectors(Workload workload, Schedule schedule, Region columns, ChannelSpan span) {
        this.workload = workload;
        this.schedule = schedule;
        this.columns = columns;
        this.input = Strides.input(workload, schedule);
        this.output = Strides.output(workload, schedule);
        this.span = span;
        this.spread = InputChannels.spread(workload, schedule);
        this.inputBuffer = Scratch.holdsInput(workload, schedule) ? Buffer.SCRATCH : Buffer.INPUT;
        this.outputBuffer = Scratch.transposes(workload, schedule) ? Buffer.SCRATCH : Buffer.OUTPUT;
        columns.positions().forEach(this::collectMasks);
    }

    private void collectMasks(Position position) {
        storeMask(position.stored());
        for (Tap tap : position.taps()) {
            StridedLoad.parts(tap.lanes(), schedule.lanes()).forEach(this::loadMask);
        }
    }

    Region columns() {
        return columns;
    }

    /** Masks of the region, one statement each. */
    List<Stmt> masks() {
        List<Stmt> lets = new ArrayList<>();
        masks.forEach((bits, name) -> lets.add(new Stmt.LetMask(name, bits)));
        return lets;
    }

    /**
     * What is loaded once for each channel vector: the bias, and weights that are held in
     * registers.
     */
    List<Stmt> perChannel(List<Integer> tapRows, String weightBase, String biasBase) {
        List<Stmt> loads = new ArrayList<>();
        if (workload.epilogue().bias()) {
            loads.add(perChannelVector("bias", new Ref(Buffer.BIAS, biasBase, 0)));
        }
        if (schedule.weights() == Weights.HELD) {
            List<Integer> tapColumns = indices(columns);
            for (int i : tapRows) {
                for (int j : tapColumns) {
                    loads.add(weight(i, j, weightBase));
                }
            }
        }
        return loads;
    }

    static String accumulator(int row, Position column) {
        return ACCUMULATOR + "_h" + row + "_w" + column.offset();
    }

    /** Names an accumulator: the bias, or zero. */
    Stmt start(String accumulator) {
        return workload.epilogue().bias()
                ? new Stmt.Copy(accumulator, "bias")
                : new Stmt.Zero(accumulator);
    }

    /**
     * An input vector.
     *
     * @param loaded names of the vectors it shares loads with; those loaded now are added
     */
    List<Stmt> load(Place place, String x, Set<String> loaded) {
        Ref low =
                new Ref(inputBuffer, x, place.row() * input.row() + place.column() * input.pixel());
        if (schedule.axis() == VectorAxis.WIDTH && workload.stride().w() > 1) {
            return new StridedLoad(workload.stride().w(), schedule.lanes(), this::loadMask)
                    .lower(place, low, loaded);
        }
        String name = spread ? place.loaded("all") : place.name();
        Stmt load = new Stmt.Load(name, low, loadMask(place.lanes()));
        return spread ? List.of(load, new Stmt.Spread(place.name(), LANES, name)) : List.of(load);
    }

    /** A pixel as a formula shows it. */
    String read(String pixel) {
        return spread ? "spread(" + pixel + ")" : pixel;
    }

    static String weight(int i, int j) {
        return "w_" + i + "_" + j;
    }

    /** Whether weights are loaded anew for each tile, or row of one. */
    boolean reloadsWeights() {
        return schedule.weights() == Weights.RELOADED;
    }

    /** Whether accumulators start at the bias. */
    boolean bias() {
        return workload.epilogue().bias();
    }

    /** Whether a weight must be loaded here, being neither held nor among those loaded before. */
    boolean reloads(String weight, Set<String> loaded) {
        return reloadsWeights() && loaded.add(weight);
    }

    Stmt weight(int i, int j, String base) {
        long tap = ((long) i * workload.kernel().w() + j) * Strides.tap(schedule);
        return perChannelVector(weight(i, j), new Ref(Buffer.WEIGHTS, base, tap));
    }

    /** Weights and bias are packed to whole vectors, so no mask is needed. */
    private Stmt perChannelVector(String name, Ref from) {
        return schedule.axis() == VectorAxis.CHANNELS
                ? new Stmt.Load(name, from, Optional.empty())
                : new Stmt.Broadcast(name, from);
    }

    /** Keeps the loads that follow behind the products of an output vector. */
    Stmt fence(String accumulator, String y, long rowBytes, Position column) {
        return new Stmt.Fence(plainStore(accumulator, y, rowBytes, column));
    }

    private Stmt.Store plainStore(String accumulator, String y, long rowBytes, Position column) {
        long offset = rowBytes + column.offset() * output.pixel();
        return new Stmt.Store(
                accumulator, new Ref(outputBuffer, y, offset), storeMask(column.stored()));
    }

    /**
     * The epilogue of an output vector, and its store into the row that is so far from {@code y}.
     */
    List<Stmt> store(String accumulator, String y, long rowBytes, Position column) {
        List<Stmt> body = new ArrayList<>();
        if (workload.epilogue().clampsLow() || workload.epilogue().clampsHigh()) {
            body.add(
                    new Stmt.Clamp(
                            accumulator, workload.epilogue().low(), workload.epilogue().high()));
        }
        body.add(plainStore(accumulator, y, rowBytes, column));
        return body;
    }

    private Optional<String> loadMask(Lanes lanes) {
        return mask(lanes, span.inputLanes());
    }

    private Optional<String> storeMask(Lanes lanes) {
        return mask(lanes, span.outputLanes());
    }

    /**
     * The mask for lanes along the width, or for those of a vector of channels that memory holds.
     */
    private Optional<String> mask(Lanes lanes, int channels) {
        Lanes real = channels == 0 ? lanes : new Lanes(0, channels, schedule.lanes());
        if (real.full() || (real.of() == 1)) {
            return Optional.empty();
        }
        return Optional.of(
                masks.computeIfAbsent(real.bits(), bits -> "m" + real.from() + "to" + real.to()));
    }

    /**
     * The filter columns in use, those that read the same pixels one after the other: with a stride
     * the even ones meet other pixels than the odd ones.
     */
    List<Integer> filterColumns() {
        int stride = workload.stride().w();
        int dilation = workload.dilation().w();
        return indices(columns).stream()
                .sorted(Comparator.comparingInt(j -> j * dilation % stride))
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
