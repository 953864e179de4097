package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.InputLanes;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.ChannelVectors;
import org.lanewise.schedule.Dimension;
import org.lanewise.schedule.Flat;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Plane;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.Sweep;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/** Emits the loops of one region around its register tile, in the order the schedule asks for. */
final class RegionLowering {
    private final Plan plan;
    private final Schedule schedule;
    private final Rows rows;
    private final Region columns;
    private final ChannelSpan span;
    private final Strides input;
    private final Strides output;
    private final TileVectors vectors;
    private final TileCode tile;
    private final Var.Address weights = new Var.Address("wc");

    RegionLowering(Plan plan, Rows rows, Region columns, ChannelSpan span) {
        this.plan = plan;
        this.schedule = plan.schedule();
        this.rows = rows;
        this.columns = columns;
        this.span = span;
        this.input = plan.input();
        this.output = plan.output();
        this.vectors = new TileVectors(plan, columns, span);
        this.tile =
                switch (rows) {
                    case Rows.Tiled tiled -> new TileLowering(plan, tiled.region(), vectors);
                    case Rows.All(Sweep sweep, int _) -> new SlideLowering(plan, sweep, vectors);
                    case Rows.All(Flat flat, int _) -> new FlatLowering(plan, flat, vectors);
                    case Rows.All(Plane plane, int _) -> new PlaneLowering(plan, plane, vectors);
                };
    }

    List<Stmt> lower() {
        Buffer read = plan.copies() ? Buffer.SCRATCH : Buffer.INPUT;
        Var.Address written = plan.copiesBack() ? ScratchOutputs.ADDRESS : Buffer.OUTPUT.address();
        List<Stmt> loops =
                loops(schedule.order().dimensions(), new At("", read.address(), written));
        List<Stmt> body = new ArrayList<>(vectors.masks());
        if (plan.copiesBack()) {
            body.add(ScratchOutputs.begin(plan));
        }
        body.addAll(loops);
        return body;
    }

    /**
     * What the body of a loop counts addresses from.
     *
     * @param loops a letter for each loop around it
     */
    private record At(String loops, Var.Address x, Var.Address y) {
        At inside(String loop) {
            String all = loops + loop;
            return new At(all, new Var.Address("x" + all), new Var.Address("y" + all));
        }
    }

    private List<Stmt> loops(List<Dimension> dimensions, At at) {
        if (dimensions.isEmpty()) {
            return tile.lower(at.x(), at.y(), weights);
        }
        List<Dimension> inner = dimensions.subList(1, dimensions.size());
        return switch (dimensions.getFirst()) {
            case CHANNELS -> channels(inner, at);
            case COLUMNS ->
                    plan.walk().tilesColumns() ? tiles(columnTiles(), inner, at) : loops(inner, at);
            case ROWS ->
                    switch (rows) {
                        case Rows.Tiled tiled -> tiles(rowTiles(tiled), inner, at);
                        // Rows of a whole method are the tile's own.
                        case Rows.All _ -> loops(inner, at);
                    };
        };
    }

    private List<Stmt> channels(List<Dimension> inner, At at) {
        At in = at.inside("c");
        int parts = plan.vectorsOfUnit();
        List<Stmt> body = new ArrayList<>(addresses(at, in));
        if (plan.spreads()) {
            body.add(laneNumbers());
        }
        body.addAll(vectors.perChannel(tile.tapRows(), weights));
        body.addAll(loops(inner, in));
        if (parts > 1) {
            Axis axis = new Axis(Counters.PART, Int.of(0), Int.of(parts));
            body = List.of(Stmt.Loop.warm(axis, "vectorBits " + schedule.vectorBits(), body));
        }
        String note = "order " + name(schedule.order());
        if (!span.all() || plan.transposesInPart()) {
            return List.of(
                    Stmt.Loop.warm(new Axis(Counters.C, span.first(), span.end()), note, body));
        }
        int units = schedule.tileC();
        return List.of(
                Stmt.Loop.whole(
                        new Axis(Counters.C, Counters.C0, Counters.C1, units),
                        units == 1 ? note : note + ", tileC " + units,
                        ChannelTile.of(body, units)));
    }

    /** Where a channel vector's input, weights, bias and output lie. */
    private List<Stmt> addresses(At at, At in) {
        Workload workload = plan.workload();
        InputVector vector = InputVector.of(plan);
        long tap = schedule.tapBytes();
        long taps = (long) workload.kernel().h() * workload.kernel().w() * tap;
        List<Stmt> lets = new ArrayList<>();
        lets.add(
                new Stmt.LetAddress(
                        in.x(),
                        at.x(),
                        plan.copies()
                                ? List.of(new Term(vector.indexInTask(), input.unit()))
                                : vector.inTensor(input),
                        0));
        int parts = plan.vectorsOfUnit();
        lets.add(address(weights, Buffer.WEIGHTS.address(), Counters.C, taps * parts, taps));
        if (workload.epilogue().bias()) {
            lets.add(
                    address(
                            vectors.biasAddress(),
                            Buffer.BIAS.address(),
                            Counters.C,
                            tap * parts,
                            tap));
        }
        lets.add(outputAddress(in.y(), at.y()));
        return lets;
    }

    private Stmt outputAddress(Var.Address name, Var.Address base) {
        if (plan.copiesBack()) {
            return address(name, base, ScratchOutputs.UNIT, output.unit(), output.part());
        }
        ChannelVectors channels = plan.outputVectors();
        return channels.overlap()
                ? new Stmt.LetAddress(
                        name, base, List.of(ChannelTerm.of(channels, Counters.C, output.unit())), 0)
                : address(name, base, Counters.C, output.unit(), output.part());
    }

    private Stmt address(
            Var.Address name, Var.Address base, Int unit, long unitBytes, long partBytes) {
        List<Term> terms = new ArrayList<>(List.of(new Term(unit, unitBytes)));
        if (plan.vectorsOfUnit() > 1) {
            terms.add(new Term(Counters.PART, partBytes));
        }
        return new Stmt.LetAddress(name, base, terms, 0);
    }

    /**
     * As many vectors of outputs as there are in all may be fewer than a vector of inputs makes.
     */
    private Stmt laneNumbers() {
        Workload workload = plan.workload();
        int lanes = schedule.lanes();
        int stored = workload.layout().storedChannels(workload.outputChannels());
        int vectorsInAll = Math.ceilDiv(stored, lanes);
        int multiplier = workload.multiplier();
        ChannelVectors inputs = plan.inputVectors();
        boolean ofOverlap = inputs.overlap() && span.from() > 0;
        return new Stmt.LetLaneNumbers(
                vectors.laneNumbers(),
                new InputLanes(
                        multiplier,
                        Math.min(multiplier, vectorsInAll),
                        inputs.overlap() ? inputs.channels() : 0),
                ofOverlap
                        ? Counters.C.minus(Int.of(span.from() - multiplier))
                        : InputVector.of(plan).outputInInput());
    }

    /**
     * The tiles of a region along one dimension.
     *
     * @param axis the loop over them, none for a single one
     * @param name letter of the dimension
     * @param knob its size
     * @param inputBytes from one pixel to the next
     * @param outputBytes likewise
     */
    private record Tiles(
            Region region,
            Line line,
            Optional<Axis> axis,
            String name,
            String knob,
            long inputBytes,
            long outputBytes) {
        List<Term> terms(long bytes) {
            return axis.map(loop -> new Term(loop.index(), bytes)).stream().toList();
        }
    }

    private Tiles columnTiles() {
        Optional<Axis> axis =
                Optional.of(new Axis(Counters.Q, Int.of(0), Int.of(columns.count())))
                        .filter(loop -> columns.count() > 1);
        String knob = "tileW " + schedule.tileW();
        return new Tiles(columns, plan.columns(), axis, "q", knob, input.pixel(), output.pixel());
    }

    /** Of a task that is a band of rows, those of the region that fall into it, perhaps none. */
    private Tiles rowTiles(Rows.Tiled tiled) {
        Region region = tiled.region();
        Int from = Int.of(0);
        Int to = Int.of(region.count());
        boolean banded = plan.tasks().bands() > 1;
        if (banded) {
            from = inRegion(tiled, Counters.R0).atLeast(from);
            to = inRegion(tiled, Counters.R1).atMost(to);
        }
        Optional<Axis> axis =
                Optional.of(new Axis(Counters.H, from, to))
                        .filter(loop -> banded || region.count() > 1);
        String knob = "tileH " + schedule.tileH();
        return new Tiles(region, plan.rows(), axis, "h", knob, input.row(), output.row());
    }

    private static Int inRegion(Rows.Tiled rows, Int rowOfTiles) {
        return rows.firstTile() == 0 ? rowOfTiles : rowOfTiles.minus(Int.of(rows.firstTile()));
    }

    private List<Stmt> tiles(Tiles tiles, List<Dimension> inner, At at) {
        At in = at.inside(tiles.name());
        Region region = tiles.region();
        long outputStep = region.step() * tiles.outputBytes();
        long inputStep = (long) region.step() * tiles.line().stride() * tiles.inputBytes();
        List<Stmt> body = new ArrayList<>();
        body.add(
                new Stmt.LetAddress(
                        in.x(),
                        at.x(),
                        tiles.terms(inputStep),
                        tiles.line().firstInput(region.start()) * tiles.inputBytes()));
        body.add(
                new Stmt.LetAddress(
                        in.y(),
                        at.y(),
                        tiles.terms(outputStep),
                        region.start() * tiles.outputBytes()));
        body.addAll(loops(inner, in));
        String note = "order " + name(schedule.order()) + ", " + tiles.knob();
        return tiles.axis()
                .map(axis -> List.<Stmt>of(Stmt.Loop.warm(axis, note, body)))
                .orElse(body);
    }

    private static String name(LoopOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }
}
