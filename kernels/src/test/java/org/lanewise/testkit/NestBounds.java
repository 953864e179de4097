package org.lanewise.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/**
 * Walks through a loop nest without any memory: every loop at its first two and its last iteration,
 * so every expression at its extremes. Ints must not overflow, and what is read or written must lie
 * in its buffer.
 */
public final class NestBounds {
    private final Map<Buffer, Long> sizes;
    private final int vectorBytes;
    private final Map<Var.Index, Long> ints = new HashMap<>();
    private final Map<Var.Address, Long> addresses = new HashMap<>();
    private final Map<Var.Mask, Long> masks = new HashMap<>();
    private long firstWritten = Long.MAX_VALUE;
    private long endWritten;

    private NestBounds(LegalSchedule legal) {
        Workload workload = legal.workload();
        this.vectorBytes = legal.schedule().vectorBytes();
        this.sizes =
                Map.of(
                        Buffer.INPUT, workload.inputElements() * Float.BYTES,
                        Buffer.OUTPUT, workload.outputElements() * Float.BYTES,
                        Buffer.WEIGHTS, packed(workload, legal.schedule(), workload.taps()),
                        Buffer.BIAS, packed(workload, legal.schedule(), 1),
                        Buffer.SCRATCH, legal.plan().scratch().total());
        sizes.keySet().forEach(buffer -> addresses.put(buffer.start(), 0L));
    }

    private static long packed(Workload workload, Schedule schedule, long each) {
        int unit = Math.max(workload.layout().block(), schedule.lanes());
        long channels = workload.outputChannels();
        long stored = schedule.alongWidth() ? channels : Math.ceilDiv(channels, unit) * unit;
        return stored * each * Float.BYTES;
    }

    /**
     * Walks through a kernel.
     *
     * @throws AssertionError naming the expression that leaves its bounds
     */
    public static void check(LegalSchedule legal) {
        LoopNest nest = Lowering.lower(legal);
        NestBounds bounds = new NestBounds(legal);
        bounds.ints.put(LoopNest.FROM, 0L);
        bounds.ints.put(LoopNest.TO, (long) nest.tasks());
        bounds.walk(List.of(nest.run()));
        if (bounds.firstWritten != 0 || bounds.endWritten != bounds.sizes.get(Buffer.OUTPUT)) {
            throw new AssertionError(
                    "written are bytes %s..%s of %s"
                            .formatted(bounds.firstWritten, bounds.endWritten, bounds.sizes));
        }
    }

    private void walk(List<Stmt> body) {
        body.forEach(this::walk);
    }

    private void walk(Stmt statement) {
        switch (statement) {
            case Stmt.Loop loop -> loop(loop.axis(), loop.body());
            case Stmt.Unrolled unrolled -> walk(unrolled.body());
            case Stmt.Block block -> walk(block.body());
            case Stmt.IfEqual(Int left, Int right, Stmt.Block then, Optional<Stmt.Block> other) -> {
                if (value(left) == value(right)) {
                    walk(then);
                } else {
                    other.ifPresent(this::walk);
                }
            }
            case Stmt.Call call -> walk(call.method().body());
            case Stmt.LetInt(Var.Index name, Int value) -> ints.put(name, value(value));
            case Stmt.LetMask(Var.Mask name, long bits) -> masks.put(name, bits);
            case Stmt.LetLanes(Var.Mask name, Int count) ->
                    masks.put(name, (1L << value(count)) - 1);
            case Stmt.LetAddress(var name, var base, List<Term> terms, long offset) -> {
                long sum = addresses.get(base) + offset;
                for (Term term : terms) {
                    sum += Math.multiplyExact(value(term.index()), term.bytes());
                }
                addresses.put(name, sum);
            }
            case Stmt.LetLaneNumbers lanes -> value(lanes.vector());
            case Stmt.Valued valued -> read(valued.value());
            case Stmt.Store store -> store(store);
            case Stmt.Fence(Stmt.Store store) -> store(store);
        }
    }

    private void loop(Axis axis, List<Stmt> body) {
        long from = value(axis.from());
        long iterations = Math.ceilDiv(value(axis.to()) - from, axis.step());
        if (iterations > 0) {
            for (long at : new TreeSet<>(List.of(0L, 1 % iterations, iterations - 1))) {
                ints.put(axis.index(), from + at * axis.step());
                walk(body);
            }
        }
    }

    private void read(Value value) {
        switch (value) {
            case Value.Load(Ref from, Optional<Var.Mask> mask) -> touch(from, mask);
            case Value.Broadcast(Ref from) -> touch(from, 0, Float.BYTES);
            case Value.Select _, Value.Spread _, Value.Product _, Value.MultiplyAdd _ -> {}
            case Value.PlusMoved _, Value.PlusJoined _ -> {}
            case Value.AtLeast _, Value.AtMost _, Value.Kept _ -> {}
            case Value.Zero _, Var.Vector _ -> {}
        }
    }

    private void store(Stmt.Store store) {
        touch(store.to(), store.mask());
        if (store.to().buffer().equals(Buffer.OUTPUT)) {
            long lanes = store.mask().map(masks::get).orElse(-1L);
            long at = addresses.get(store.to().base()) + store.to().offset();
            firstWritten = Math.min(firstWritten, at + first(lanes));
            endWritten = Math.max(endWritten, at + end(lanes));
        }
    }

    private void touch(Ref ref, Optional<Var.Mask> mask) {
        long lanes = mask.map(masks::get).orElse(-1L);
        if (lanes != 0) {
            touch(ref, first(lanes), end(lanes));
        }
    }

    private static long first(long lanes) {
        return (long) Long.numberOfTrailingZeros(lanes) * Float.BYTES;
    }

    private long end(long lanes) {
        return lanes == -1
                ? vectorBytes
                : (Long.SIZE - (long) Long.numberOfLeadingZeros(lanes)) * Float.BYTES;
    }

    private void touch(Ref ref, long first, long end) {
        long at = addresses.get(ref.base()) + ref.offset();
        if (at + first < 0 || at + end > sizes.get(ref.buffer())) {
            throw new AssertionError(
                    "%s + %s is bytes %s..%s of %s, with %s"
                            .formatted(
                                    ref.base(),
                                    ref.offset(),
                                    at + first,
                                    at + end,
                                    sizes.get(ref.buffer()),
                                    ints));
        }
    }

    /** The value of an expression, of which no part may leave the ints. */
    private long value(Int expression) {
        long value =
                switch (expression) {
                    case Int.Const(long number) -> number;
                    case Var.Index index -> ints.get(index);
                    case Int.Binary(Int.Op op, Int left, Int right) ->
                            apply(op, value(left), value(right));
                    case Int.Few(Int all) -> value(all);
                    case Int.Share(Int own, Int _) -> value(own);
                };
        if (value != (int) value) {
            throw new AssertionError(expression + " is " + value);
        }
        return value;
    }

    private static long apply(Int.Op op, long left, long right) {
        return switch (op) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDE -> left / right;
            case REMAINDER -> left % right;
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
        };
    }
}
