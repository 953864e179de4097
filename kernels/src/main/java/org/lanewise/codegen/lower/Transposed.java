package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Pattern;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Size;

/**
 * Emits the methods that transpose a task's inputs into scratch memory, channels innermost, and its
 * outputs back.
 */
final class Transposed {
    private final Schedule schedule;
    private final int lanes;
    private final long vector;

    /** Whether a warm-up takes the first vectors of each part, not those of a task. */
    private final boolean ragged;

    private Transposed(Plan plan) {
        this.ragged = plan.transposesInPart();
        this.schedule = plan.schedule();
        this.lanes = schedule.lanes();
        this.vector = schedule.vectorBits() / Byte.SIZE;
    }

    /**
     * What runs before the regions of a task: a method, and one for channels that fill no vector.
     */
    static List<Method> inputs(Plan plan) {
        Transposed code = new Transposed(plan);
        InputVector inputs = InputVector.of(plan);
        Size size = plan.workload().input();
        Side from = code.channelsOutside(Buffer.INPUT, size);
        Side to =
                code.channelsInside(
                        Buffer.SCRATCH.address(), Counters.C.minus(inputs.first()), size);
        Channels channels = new Channels(plan.workload().channels(), inputs.first(), inputs.end());
        List<Method> methods = new ArrayList<>();
        for (Part part : code.parts(channels)) {
            methods.add(
                    Lowering.method(
                            plan,
                            "stageInputs" + part.suffix(),
                            "input of channel units c0..c1, transposed into scratch memory"
                                    + part.note(),
                            code.transposed(size, from.reading(part), to, part)));
        }
        return methods;
    }

    /** What runs behind the regions of a task, likewise. */
    static List<Method> outputs(Plan plan) {
        Transposed code = new Transposed(plan);
        Size size = plan.workload().output();
        Side from = code.channelsInside(ScratchOutputs.ADDRESS, ScratchOutputs.UNIT, size);
        Side to = code.channelsOutside(Buffer.OUTPUT, size);
        Channels channels =
                new Channels(plan.workload().outputChannels(), Counters.C0, Counters.C1);
        List<Method> methods = new ArrayList<>();
        for (Part part : code.parts(channels)) {
            List<Stmt> body = new ArrayList<>(List.of(ScratchOutputs.begin(plan)));
            body.addAll(code.transposed(size, from, to.reading(part), part));
            methods.add(
                    Lowering.method(
                            plan,
                            "unstageOutputs" + part.suffix(),
                            "output of channel units c0..c1, transposed back from scratch memory"
                                    + part.note(),
                            body));
        }
        return methods;
    }

    /**
     * The channels of a tensor, and vectors of them.
     *
     * @param count of channels
     * @param first vector of a task
     * @param end vector behind the last one of a task
     */
    private record Channels(int count, Int first, Int end) {}

    /**
     * Vectors that run the same code.
     *
     * @param rows channels of one that memory holds
     */
    private record Part(int rows, Int first, Int end, String suffix, String note) {}

    private List<Part> parts(Channels channels) {
        int tail = channels.count() % lanes;
        if (tail == 0) {
            return List.of(new Part(lanes, channels.first(), channels.end(), "", ""));
        }
        Int whole = Int.of(channels.count() / lanes);
        Part last =
                new Part(
                        tail,
                        channels.first().atLeast(whole),
                        channels.end(),
                        "Tail",
                        ", the last " + tail + " channels");
        return channels.count() < lanes
                ? List.of(last)
                : List.of(
                        new Part(lanes, channels.first(), channels.end().atMost(whole), "", ""),
                        last);
    }

    /**
     * One side of a transposition.
     *
     * @param base address of the first unit
     * @param unit the channel unit, and the distance of two
     * @param blockBytes distance of two blocks of as many pixels as a vector has lanes
     * @param rowBytes distance of the vectors of one block
     * @param rows how many of these there are
     */
    private record Side(
            Buffer buffer, Var.Address base, Term unit, long blockBytes, long rowBytes, int rows) {
        /** The side of one channel unit. */
        Side at(Var.Address unitBase) {
            return new Side(buffer, unitBase, unit, blockBytes, rowBytes, rows);
        }

        /** The side of which memory holds so many channels. */
        Side reading(Part part) {
            return new Side(buffer, base, unit, blockBytes, rowBytes, part.rows());
        }

        Ref row(Var.Address block, int row) {
            return new Ref(buffer, block, row * rowBytes);
        }
    }

    private Side channelsOutside(Buffer buffer, Size size) {
        long plane = pixels(size) * Float.BYTES;
        Term unit = new Term(Counters.C, plane * lanes);
        return new Side(buffer, buffer.address(), unit, vector, plane, lanes);
    }

    private Side channelsInside(Var.Address base, Int unit, Size size) {
        Term term = new Term(unit, pixels(size) * vector);
        return new Side(Buffer.SCRATCH, base, term, lanes * vector, vector, lanes);
    }

    /**
     * The last block overlaps the one before instead of being masked. Where its rows are pixels, as
     * in scratch memory, those that were written before are left out; else it rewrites equal
     * values.
     */
    private List<Stmt> transposed(Size size, Side from, Side to, Part part) {
        int pixels = Math.toIntExact(pixels(size));
        Var.Address a = new Var.Address("a");
        Var.Address z = new Var.Address("z");
        Axis blocks = new Axis("p", pixels / lanes);
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.LetAddress(a, from.base(), List.of(from.unit()), 0));
        body.add(new Stmt.LetAddress(z, to.base(), List.of(to.unit()), 0));
        body.add(
                Stmt.Loop.warm(
                        blocks,
                        "a vector of pixels",
                        block(from.at(a), to.at(z), Optional.of(blocks.index()), 0, 0)));
        if (pixels % lanes > 0) {
            int written = to.buffer().equals(Buffer.SCRATCH) ? lanes - pixels % lanes : 0;
            body.addAll(block(from.at(a), to.at(z), Optional.empty(), pixels - lanes, written));
        }
        return List.of(
                new Stmt.Loop(
                        new Axis(Counters.C, part.first(), part.end()),
                        ragged,
                        "channelBlock " + schedule.channelBlock(),
                        body));
    }

    /**
     * Transposes one block of pixels.
     *
     * @param number of the block in a loop; none for the last block, which begins at {@code
     *     firstPixel}
     * @param written rows of the result that need not be stored
     */
    private List<Stmt> block(
            Side from, Side to, Optional<Var.Index> number, int firstPixel, int written) {
        Var.Address ap = new Var.Address("ap");
        Var.Address zp = new Var.Address("zp");
        List<Stmt> body = new ArrayList<>();
        body.add(blockAddress(ap, from, number, firstPixel));
        body.add(blockAddress(zp, to, number, firstPixel));
        List<Var.Moved> rows = new ArrayList<>();
        for (int row = 0; row < lanes; row++) {
            rows.add(new Var.Moved("v0_" + row));
            body.add(
                    new Stmt.Let(
                            rows.get(row),
                            row < from.rows()
                                    ? new Value.Load(from.row(ap, row), Optional.empty())
                                    : new Value.Zero()));
        }
        int step = 1;
        for (int distance = lanes / 2; distance >= 1; distance /= 2) {
            exchange(body, rows, step, distance);
            step++;
        }
        for (int row = written; row < to.rows(); row++) {
            body.add(new Stmt.Store(rows.get(row), to.row(zp, row), Optional.empty()));
        }
        return body;
    }

    private Stmt blockAddress(
            Var.Address name, Side side, Optional<Var.Index> number, int firstPixel) {
        return new Stmt.LetAddress(
                name,
                side.base(),
                number.stream().<Term>map(block -> new Term(block, side.blockBytes())).toList(),
                firstPixel * (side.blockBytes() / lanes));
    }

    /** Exchanges the off-diagonal blocks of so many rows and lanes. */
    private void exchange(List<Stmt> body, List<Var.Moved> rows, int step, int distance) {
        Pattern upper = Pattern.upper(distance, lanes);
        Pattern lower = Pattern.lower(distance, lanes);
        for (int row = 0; row < lanes; row++) {
            if ((row & distance) == 0) {
                Var.Moved above = rows.get(row);
                Optional<Var.Moved> below = Optional.of(rows.get(row + distance));
                rows.set(row, new Var.Moved("v" + step + "_" + row));
                rows.set(row + distance, new Var.Moved("v" + step + "_" + (row + distance)));
                body.add(new Stmt.Let(rows.get(row), new Value.Select(upper, above, below)));
                body.add(
                        new Stmt.Let(
                                rows.get(row + distance), new Value.Select(lower, above, below)));
            }
        }
    }

    private static long pixels(Size size) {
        return (long) size.h() * size.w();
    }
}
