package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lanewise.schedule.Image;
import org.lanewise.schedule.InputChannels;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.Sweep;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/** Emits the loops of one region around its register tile, in the order the schedule asks for. */
final class RegionLowering {
    private final Workload workload;
    private final Schedule schedule;
    private final Rows rows;
    private final Region columns;
    private final ChannelSpan span;
    private final Strides input;
    private final Strides output;
    private final TileVectors vectors;
    private final TileCode tile;
    private final boolean staged;
    private final boolean copied;
    private final Image image;

    RegionLowering(
            Workload workload, Schedule schedule, Rows rows, Region columns, ChannelSpan span) {
        this.workload = workload;
        this.schedule = schedule;
        this.rows = rows;
        this.columns = columns;
        this.span = span;
        this.input = Strides.input(workload, schedule);
        this.output = Strides.output(workload, schedule);
        this.staged = Scratch.transposes(workload, schedule);
        this.copied = Scratch.holdsInput(workload, schedule);
        this.image = Image.of(workload, schedule);
        this.vectors = new TileVectors(workload, schedule, columns, span);
        this.tile =
                switch (rows) {
                    case Rows.Tiled tiled ->
                            new TileLowering(workload, schedule, tiled.region(), vectors);
                    case Rows.Swept(Sweep sweep, boolean banded) ->
                            new SlideLowering(workload, schedule, sweep, banded, vectors);
                };
    }

    List<Stmt> lower() {
        List<Stmt> body = new ArrayList<>(vectors.masks());
        if (staged) {
            body.add(Staged.outputs(workload, schedule));
        }
        body.addAll(loops(schedule.order().name(), 0, ""));
        return body;
    }

    /**
     * The loops from {@code depth} inwards; {@code inside} are the letters of those already opened.
     */
    private List<Stmt> loops(String order, int depth, String inside) {
        if (depth == order.length()) {
            return tile.lower(input(inside), output(inside), WEIGHTS);
        }
        return switch (order.charAt(depth)) {
            case 'C' -> channels(order, depth, inside);
            case 'H' ->
                    switch (rows) {
                        case Rows.Tiled tiled -> rows(tiled, order, depth, inside);
                        // Rows that slide are the tile's own loop.
                        case Rows.Swept swept -> loops(order, depth + 1, inside);
                    };
            default ->
                    spatial(
                            columns,
                            Optional.empty(),
                            "q",
                            input.pixel(),
                            output.pixel(),
                            image.columns(),
                            order,
                            depth,
                            inside);
        };
    }

    private static final String WEIGHTS = "wc";

    private static final String BIAS = "bc";

    private List<Stmt> rows(Rows.Tiled tiled, String order, int depth, String inside) {
        return spatial(
                tiled.region(),
                Optional.of(tiled).filter(Rows::banded),
                "h",
                input.row(),
                output.row(),
                image.rows(),
                order,
                depth,
                inside);
    }

    private List<Stmt> channels(String order, int depth, String inside) {
        String now = inside + "c";
        InputVector vector = InputVector.of(workload, schedule);
        int parts = vector.parts();
        long taps = workload.taps();
        long weightPart = taps * Strides.tap(schedule);
        long biasPart = Strides.tap(schedule);
        List<Stmt> body = new ArrayList<>();
        List<Term> inputTerms =
                copied
                        ? List.of(new Term(vector.indexInTask(), input.unit()))
                        : vector.inTensor(input);
        body.add(new Stmt.LetAddress("x" + now, input(inside), inputTerms, 0));
        body.add(address(WEIGHTS, "w", Int.of("c"), weightPart * parts, weightPart, parts));
        if (workload.epilogue().bias()) {
            body.add(address(BIAS, "b", Int.of("c"), biasPart * parts, biasPart, parts));
        }
        body.add(
                address(
                        "y" + now,
                        output(inside),
                        staged ? Staged.UNIT : Int.of("c"),
                        output.unit(),
                        output.part(),
                        parts));
        if (InputChannels.spread(workload, schedule)) {
            body.add(new Stmt.LetInputLanes(TileVectors.LANES, vector.outputInInput()));
        }
        body.addAll(vectors.perChannel(tile.tapRows(), WEIGHTS, BIAS));
        body.addAll(loops(order, depth + 1, now));
        if (parts > 1) {
            body =
                    List.of(
                            new Stmt.Loop(
                                    "part",
                                    Int.of(0),
                                    Int.of(parts),
                                    "vectorBits " + schedule.vectorBits(),
                                    body));
        }
        String note = "order " + name(schedule.order());
        if (!span.all()) {
            return Stmt.Loop.warm("c", span.first(), span.end(), note, body);
        }
        int units = schedule.tileC();
        return List.of(
                new Stmt.Loop(
                        "c",
                        Int.of("c0"),
                        Int.of("c1"),
                        units,
                        units == 1 ? note : note + ", tileC " + units,
                        ChannelTile.of(body, units)));
    }

    private String input(String inside) {
        return inside.isEmpty() && copied ? Staged.INPUTS : "x" + inside;
    }

    private String output(String inside) {
        return inside.isEmpty() && staged ? Staged.OUTPUTS : "y" + inside;
    }

    private static Stmt address(
            String name, String base, Int unit, long unitBytes, long partBytes, int parts) {
        List<Term> terms = new ArrayList<>(List.of(new Term(unit, unitBytes)));
        if (parts > 1) {
            terms.add(new Term(Int.of("part"), partBytes));
        }
        return new Stmt.LetAddress(name, base, terms, 0);
    }

    private List<Stmt> spatial(
            Region region,
            Optional<Rows.Tiled> banded,
            String letter,
            long inputBytes,
            long outputBytes,
            Line line,
            String order,
            int depth,
            String inside) {
        String now = inside + letter;
        long inputOffset = line.firstInput(region.start()) * inputBytes;
        List<Term> inputTerms = new ArrayList<>();
        List<Term> outputTerms = new ArrayList<>();
        boolean loop = region.count() > 1 || banded.isPresent();
        if (loop) {
            inputTerms.add(
                    new Term(Int.of(letter), (long) region.step() * line.stride() * inputBytes));
            outputTerms.add(new Term(Int.of(letter), region.step() * outputBytes));
        }
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.LetAddress("x" + now, input(inside), inputTerms, inputOffset));
        body.add(
                new Stmt.LetAddress(
                        "y" + now, output(inside), outputTerms, region.start() * outputBytes));
        body.addAll(loops(order, depth + 1, now));
        if (!loop) {
            return body;
        }
        String knob =
                letter.equals("h") ? "tileH " + schedule.tileH() : "tileW " + schedule.tileW();
        String note = "order " + name(schedule.order()) + ", " + knob;
        return banded.map(tiled -> bandLoop(tiled, letter, note, body))
                .orElseGet(() -> List.of(Stmt.Loop.warm(letter, region.count(), note, body)));
    }

    /** The part of the region's rows that falls into the task's band, perhaps none. */
    private static List<Stmt> bandLoop(
            Rows.Tiled rows, String letter, String note, List<Stmt> body) {
        Int first = inRegion(rows, "r0").atLeast(Int.of(0));
        Int end = inRegion(rows, "r1").atMost(Int.of(rows.region().count()));
        return Stmt.Loop.warm(letter, first, end, note, body);
    }

    private static Int inRegion(Rows.Tiled rows, String rowOfTiles) {
        Int row = Int.of(rowOfTiles);
        return rows.firstTile() == 0 ? row : row.minus(Int.of(rows.firstTile()));
    }

    private static String name(LoopOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }
}
