package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lanewise.schedule.Image;
import org.lanewise.schedule.InputChannels;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Position;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Tap;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.schedule.Weights;
import org.lanewise.workload.Workload;

/**
 * Emits one register tile of a region: accumulators, taps in the order of the input rows they read,
 * epilogue, stores.
 */
final class TileLowering {
    private final Workload workload;
    private final Schedule schedule;
    private final Region rows;
    private final Region columns;
    private final Strides input;
    private final Strides output;
    private final ChannelSpan span;
    private final boolean spread;
    private final Image image;
    private final Buffer inputBuffer;
    private final Buffer outputBuffer;
    private final Map<Long, String> masks = new LinkedHashMap<>();

    TileLowering(
            Workload workload, Schedule schedule, Region rows, Region columns, ChannelSpan span) {
        this.workload = workload;
        this.schedule = schedule;
        this.rows = rows;
        this.columns = columns;
        this.input = Strides.input(workload, schedule);
        this.output = Strides.output(workload, schedule);
        this.span = span;
        this.spread = InputChannels.spread(workload, schedule);
        this.image = Image.of(workload, schedule);
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

    /** Begins the name of every accumulator. */
    static final String ACCUMULATOR = "acc";

    /** Names the lanes that input vectors are spread by, where a channel multiplier asks for it. */
    static final String LANES = "lanes";

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
    List<Stmt> perChannel(String weightBase, String biasBase) {
        List<Stmt> loads = new ArrayList<>();
        if (workload.epilogue().bias()) {
            loads.add(perChannelVector("bias", new Ref(Buffer.BIAS, biasBase, 0)));
        }
        if (schedule.weights() == Weights.HELD) {
            Set<Tap> columnTaps = taps(columns);
            for (int i : indices(taps(rows))) {
                for (int j : indices(columnTaps)) {
                    loads.add(weight(i, j, weightBase));
                }
            }
        }
        return loads;
    }

    /** The tile itself, reading from {@code x}, {@code w} and writing to {@code y}. */
    List<Stmt> lower(String x, String y, String w, String bias) {
        boolean rolled =
                rows.taps() != Region.Taps.UNROLLED || columns.taps() != Region.Taps.UNROLLED;
        List<Stmt> body = new ArrayList<>();
        Set<String> started = new HashSet<>();
        if (rolled || workload.epilogue().bias()) {
            forEachOutput((row, column) -> start(body, started, row, column));
        }
        body.addAll(rolledRows(x, w, started));
        forEachOutput((row, column) -> finish(body, started, row, column, y));
        return body;
    }

    private void start(List<Stmt> body, Set<String> started, Position row, Position column) {
        String acc = accumulator(row, column);
        body.add(workload.epilogue().bias() ? new Stmt.Copy(acc, "bias") : new Stmt.Zero(acc));
        started.add(acc);
    }

    private List<Stmt> rolledRows(String x, String w, Set<String> started) {
        if (rows.taps() == Region.Taps.UNROLLED) {
            return rolledColumns(x, w, started);
        }
        List<Stmt> body = new ArrayList<>();
        body.add(tapAddress("xi", x, "i", workload.dilation().h() * input.row()));
        body.add(tapAddress("wi", w, "i", workload.kernel().w() * Strides.tap(schedule)));
        body.addAll(rolledColumns("xi", "wi", started));
        return tapLoop(
                "i",
                rows,
                "h",
                workload.kernel().h(),
                image.size().h(),
                workload.stride().h(),
                workload.dilation().h(),
                image.top(),
                body);
    }

    private List<Stmt> rolledColumns(String x, String w, Set<String> started) {
        if (columns.taps() == Region.Taps.UNROLLED) {
            return List.of(unrolledTaps(x, w, started));
        }
        List<Stmt> body = new ArrayList<>();
        body.add(tapAddress("xj", x, "j", workload.dilation().w() * input.pixel()));
        body.add(tapAddress("wj", w, "j", Strides.tap(schedule)));
        body.add(unrolledTaps("xj", "wj", started));
        return tapLoop(
                "j",
                columns,
                "q",
                workload.kernel().w(),
                image.size().w(),
                workload.stride().w(),
                workload.dilation().w(),
                image.left(),
                body);
    }

    private static Stmt tapAddress(String name, String base, String index, long bytes) {
        return new Stmt.LetAddress(name, base, List.of(new Term(Int.of(index), bytes)), 0);
    }

    private List<Stmt> tapLoop(
            String var,
            Region region,
            String tileVar,
            int kernel,
            int in,
            int stride,
            int dilation,
            int before,
            List<Stmt> body) {
        String note = "unroll " + schedule.unroll();
        if (region.taps() == Region.Taps.ROLLED) {
            return List.of(new Stmt.Loop(var, Int.of(0), Int.of(kernel), note, body));
        }
        // First and last tap on the image: i*dilation >= -origin and i*dilation < in - origin, both
        // rounded up.
        Int tile =
                region.count() > 1
                        ? Int.of(tileVar).times((long) region.step() * -stride)
                        : Int.of(0);
        long origin = (long) region.start() * stride - before;
        Int first = tile.plus(Int.of(dilation - 1L - origin)).dividedBy(dilation);
        Int last = tile.plus(Int.of(in + dilation - 1L - origin)).dividedBy(dilation);
        return List.of(
                new Stmt.LetInt(var + "0", first.atLeast(Int.of(0))),
                new Stmt.LetInt(var + "1", last.atMost(Int.of(kernel))),
                new Stmt.Loop(
                        var,
                        Int.of(var + "0"),
                        Int.of(var + "1"),
                        note + ", cut to the image",
                        body));
    }

    /** All taps of the tile, grouped by the input vector they read, so that each is loaded once. */
    private Stmt unrolledTaps(String x, String w, Set<String> started) {
        List<Stmt> body = new ArrayList<>();
        Set<String> loadedWeights = new HashSet<>();
        Set<String> loadedPixels = new HashSet<>();
        uses().forEach((place, products) -> {
            body.addAll(load(place, x, loadedPixels));
            for (Product product : products) {
                if (schedule.weights() == Weights.RELOADED && loadedWeights.add(product.weight())) {
                    body.add(weight(product.i(), product.j(), w));
                }
                body.add(
                        started.add(product.acc())
                                ? new Stmt.Mul(product.acc(), product.weight(), place.name())
                                : new Stmt.Fma(product.acc(), product.weight(), place.name()));
            }
        });
        return new Stmt.Unrolled(axes(), formula(x, w), body);
    }

    private List<String> axes() {
        List<String> axes = new ArrayList<>();
        axes.add("th in 0.." + rows.positions().size());
        axes.add("tw in 0.." + columns.positions().size());
        if (rows.taps() == Region.Taps.UNROLLED) {
            axes.add("i in " + range(rows));
        }
        if (columns.taps() == Region.Taps.UNROLLED) {
            axes.add("j in " + range(columns));
        }
        axes.add("lane in 0.." + schedule.lanes());
        return axes;
    }

    private static String range(Region region) {
        List<Integer> indices = indices(taps(region));
        return indices.isEmpty() ? "0..0" : indices.getFirst() + ".." + (indices.getLast() + 1);
    }

    private String formula(String x, String w) {
        String row = tapTerm("th", workload.stride().h(), "i", workload.dilation().h(), rows);
        String vector = schedule.axis() == VectorAxis.WIDTH ? "tw*" + schedule.lanes() : "tw";
        String column =
                tapTerm(vector, workload.stride().w(), "j", workload.dilation().w(), columns);
        String weight =
                (rows.taps() == Region.Taps.UNROLLED ? "i" : "0")
                        + ", "
                        + (columns.taps() == Region.Taps.UNROLLED ? "j" : "0");
        String pixel = x + "[" + row + ", " + column + "]";
        return "acc[th, tw] += "
                + (spread ? "spread(" + pixel + ")" : pixel)
                + " * "
                + w
                + "["
                + weight
                + "]";
    }

    private static String tapTerm(
            String position, int stride, String tap, int dilation, Region region) {
        String moved = stride == 1 ? position : position + "*" + stride;
        if (region.taps() != Region.Taps.UNROLLED) {
            return moved;
        }
        return moved + " + " + (dilation == 1 ? tap : tap + "*" + dilation);
    }

    private record Product(String acc, int i, int j) {
        String weight() {
            return "w_" + i + "_" + j;
        }
    }

    private Map<Place, List<Product>> uses() {
        Map<Place, List<Product>> uses = new TreeMap<>();
        forEachOutput((row, column) -> {
            for (Tap i : row.taps()) {
                for (Tap j : column.taps()) {
                    uses.computeIfAbsent(
                                    new Place(i.offset(), j.offset(), j.phase(), j.lanes()),
                                    place -> new ArrayList<>())
                            .add(new Product(accumulator(row, column), i.index(), j.index()));
                }
            }
        });
        return uses;
    }

    private List<Stmt> load(Place place, String x, Set<String> loadedPixels) {
        Ref low =
                new Ref(inputBuffer, x, place.row() * input.row() + place.column() * input.pixel());
        if (schedule.axis() == VectorAxis.WIDTH && workload.stride().w() > 1) {
            return new StridedLoad(workload.stride().w(), schedule.lanes(), this::loadMask)
                    .lower(place, low, loadedPixels);
        }
        String loaded = spread ? place.loaded("all") : place.name();
        Stmt load = new Stmt.Load(loaded, low, loadMask(place.lanes()));
        return spread ? List.of(load, new Stmt.Spread(place.name(), LANES, loaded)) : List.of(load);
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

    private Stmt weight(int i, int j, String base) {
        long tap = ((long) i * workload.kernel().w() + j) * Strides.tap(schedule);
        return perChannelVector("w_" + i + "_" + j, new Ref(Buffer.WEIGHTS, base, tap));
    }

    /** Weights and bias are packed to whole vectors, so no mask is needed. */
    private Stmt perChannelVector(String name, Ref from) {
        return schedule.axis() == VectorAxis.CHANNELS
                ? new Stmt.Load(name, from, Optional.empty())
                : new Stmt.Broadcast(name, from);
    }

    private void finish(
            List<Stmt> body, Set<String> started, Position row, Position column, String y) {
        String acc = accumulator(row, column);
        if (started.add(acc)) {
            body.add(new Stmt.Zero(acc));
        }
        if (workload.epilogue().clampsLow() || workload.epilogue().clampsHigh()) {
            body.add(new Stmt.Clamp(acc, workload.epilogue().low(), workload.epilogue().high()));
        }
        long offset = row.offset() * output.row() + column.offset() * output.pixel();
        body.add(new Stmt.Store(acc, new Ref(outputBuffer, y, offset), storeMask(column.stored())));
    }

    private static String accumulator(Position row, Position column) {
        return ACCUMULATOR + "_h" + row.offset() + "_w" + column.offset();
    }

    private interface OutputAction {
        void at(Position row, Position column);
    }

    private void forEachOutput(OutputAction action) {
        for (Position row : rows.positions()) {
            for (Position column : columns.positions()) {
                action.at(row, column);
            }
        }
    }

    private static Set<Tap> taps(Region region) {
        Set<Tap> taps = new HashSet<>();
        region.positions().forEach(position -> taps.addAll(position.taps()));
        return taps;
    }

    private static List<Integer> indices(Set<Tap> taps) {
        return taps.stream().map(Tap::index).distinct().sorted().toList();
    }
}
