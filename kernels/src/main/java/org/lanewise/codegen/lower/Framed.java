package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Ref;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Value;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Emits the methods that copy a task's inputs into scratch memory with zeros around them. A frame
 * is written vector by vector: a pixel of several channels, or several pixels of a row.
 */
final class Framed {
    /** Zeros beyond this many are stored in a loop. */
    private static final int WRITTEN_OUT = 4;

    private final Plan plan;
    private final Schedule schedule;
    private final InputVector inputs;
    private final Strides tensor;
    private final Strides frame;
    private final long vectorBytes;
    private final Var.Vector zero = new Var.Vector("zero");
    private final Var.Mask real = new Var.Mask("real");

    /** Vectors of channels that memory fills; on NHWC one with {@code tail} channels may follow. */
    private final int full;

    private final int tail;

    /** Pixels of a vector in a row. */
    private final int step;

    private final int rowVectors;
    private final int above;
    private final int left;
    private final int rows;
    private final int columns;
    private final int below;

    private Framed(Plan plan) {
        Workload workload = plan.workload();
        this.plan = plan;
        this.schedule = plan.schedule();
        this.inputs = InputVector.of(plan);
        this.tensor = plan.inputTensor();
        this.frame = plan.input();
        this.vectorBytes = schedule.vectorBits() / Byte.SIZE;
        boolean ragged = workload.layout() == Layout.NHWC && !plan.inputVectors().overlap();
        this.full = ragged ? workload.channels() / schedule.lanes() : 0;
        this.tail = ragged ? workload.channels() % schedule.lanes() : 0;
        this.step = schedule.axis() == VectorAxis.WIDTH ? schedule.lanes() : 1;
        int height = plan.rows().in();
        int width = plan.columns().in();
        this.rowVectors = width / step;
        int wide = Math.clamp(width - workload.padding().left(), 0, workload.input().w());
        int high = Math.clamp(height - workload.padding().top(), 0, workload.input().h());
        boolean empty = wide == 0 || high == 0;
        this.rows = empty ? 0 : high;
        this.columns = empty ? 0 : wide;
        this.above = empty ? height : workload.padding().top();
        this.left = workload.padding().left();
        this.below = height - above - rows;
    }

    /** What runs before the regions of a task: one method, and one for a partly filled vector. */
    static List<Method> inputs(Plan plan) {
        return new Framed(plan).methods();
    }

    private List<Method> methods() {
        if (tail == 0) {
            return List.of(method("frameInputs", "", inputs.first(), inputs.end(), 0));
        }
        Int whole = Int.of(full);
        List<Method> methods = new ArrayList<>();
        if (full > 0) {
            Int end = inputs.end().atMost(whole);
            methods.add(method("frameInputs", "", inputs.first(), end, 0));
        }
        Int first = inputs.first().atLeast(whole);
        String note = ", the last " + tail + " channels";
        methods.add(method("frameInputsTail", note, first, inputs.end(), tail));
        return methods;
    }

    private Method method(String name, String note, Int from, Int to, int realLanes) {
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.Let(zero, new Value.Zero()));
        int lanes = realLanes > 0 ? realLanes : columns % step;
        if (lanes > 0) {
            body.add(new Stmt.LetMask(real, (1L << lanes) - 1));
        }
        Axis vectors = new Axis(new Var.Index("v"), from, to);
        boolean several = full > 0 && tail > 0;
        body.add(
                new Stmt.Loop(
                        vectors,
                        several,
                        "channelBlock " + schedule.channelBlock(),
                        frame(vectors.index(), realLanes > 0)));
        String what = "input of channel units c0..c1, framed with zeros" + note;
        return Lowering.method(plan, name, what, body);
    }

    private List<Stmt> frame(Int vector, boolean masked) {
        List<Term> place =
                inputs.parts() == 1
                        ? List.of(inputs.inPixel(vector, tensor))
                        : inputs.inBlocks(vector, tensor);
        Term copy = new Term(vector.minus(inputs.first()), frame.unit());
        Var.Address a = new Var.Address("a");
        Var.Address z = new Var.Address("z");
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.LetAddress(a, Buffer.INPUT.address(), place, 0));
        body.add(new Stmt.LetAddress(z, Buffer.SCRATCH.address(), List.of(copy), 0));
        body.addAll(zeros(z, 0, (long) above * rowVectors, "rows above"));
        if (rows > 0) {
            body.add(loop(new Axis("h", rows), "rows", h -> row(a, z, h, masked)));
        }
        long end = (long) above + rows;
        body.addAll(zeros(z, end * frame.row(), (long) below * rowVectors, "rows below"));
        return body;
    }

    private List<Stmt> row(Var.Address a, Var.Address z, Var.Index h, boolean masked) {
        Var.Address ah = new Var.Address("ah");
        Var.Address zh = new Var.Address("zh");
        List<Stmt> body = new ArrayList<>();
        body.add(at(ah, a, h, tensor.row(), 0));
        body.add(at(zh, z, h, frame.row(), above * frame.row()));
        int right = (left + columns) / step;
        // Vectors that hold pixels, too, are overwritten where they do.
        body.addAll(zeros(zh, 0, Math.ceilDiv(left, step), "columns to the left"));
        body.addAll(zeros(zh, right * vectorBytes, rowVectors - right, "columns to the right"));
        int vectors = columns / step;
        if (vectors > 0) {
            Var.Address ahq = new Var.Address("ahq");
            Var.Address zhq = new Var.Address("zhq");
            body.add(
                    loop(
                            new Axis("q", vectors),
                            "columns",
                            q -> {
                                List<Stmt> copy = new ArrayList<>();
                                copy.add(at(ahq, ah, q, step * tensor.pixel(), 0));
                                copy.add(at(zhq, zh, q, vectorBytes, left * frame.pixel()));
                                copy.addAll(copy(ahq, 0, zhq, 0, masked));
                                return copy;
                            }));
        }
        if (columns % step > 0) {
            long first = (long) vectors * step;
            body.addAll(copy(ah, first * tensor.pixel(), zh, (left + first) * frame.pixel(), true));
        }
        return body;
    }

    /**
     * Copies a vector. Lanes of channels that memory does not hold become zeros; those of pixels to
     * the right of the image were zeroed before.
     */
    private List<Stmt> copy(
            Var.Address from, long fromOffset, Var.Address to, long toOffset, boolean masked) {
        Optional<Var.Mask> mask = masked ? Optional.of(real) : Optional.empty();
        Optional<Var.Mask> storeMask = step > 1 ? mask : Optional.empty();
        Var.Vector p = new Var.Vector("p");
        return List.of(
                new Stmt.Let(p, new Value.Load(new Ref(Buffer.INPUT, from, fromOffset), mask)),
                new Stmt.Store(p, new Ref(Buffer.SCRATCH, to, toOffset), storeMask));
    }

    private List<Stmt> zeros(Var.Address base, long offset, long vectors, String what) {
        if (vectors <= WRITTEN_OUT) {
            return LongStream.range(0, vectors)
                    .mapToObj(i -> zero(base, offset + i * vectorBytes))
                    .toList();
        }
        Var.Address zp = new Var.Address("zp");
        return List.of(
                loop(
                        new Axis("p", vectors),
                        what,
                        p -> List.of(at(zp, base, p, vectorBytes, offset), zero(zp, 0))));
    }

    private Stmt zero(Var.Address base, long offset) {
        return new Stmt.Store(zero, new Ref(Buffer.SCRATCH, base, offset), Optional.empty());
    }

    private static Stmt at(
            Var.Address name, Var.Address base, Var.Index index, long bytes, long offset) {
        return new Stmt.LetAddress(name, base, List.of(new Term(index, bytes)), offset);
    }

    private static Stmt loop(Axis axis, String what, Function<Var.Index, List<Stmt>> body) {
        return Stmt.Loop.warm(axis, "borders framed: " + what, body.apply(axis.index()));
    }
}
