package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.schedule.Image;
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

    private static final String ZERO = "zero";
    private static final String MASK = "real";

    private final Schedule schedule;
    private final InputVector inputs;
    private final Strides tensor;
    private final Strides frame;
    private final long vectorBytes;

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

    private Framed(Workload workload, Schedule schedule) {
        this.schedule = schedule;
        this.inputs = InputVector.of(workload, schedule);
        this.tensor = Strides.inputTensor(workload, schedule);
        this.frame = Strides.input(workload, schedule);
        this.vectorBytes = schedule.vectorBits() / Byte.SIZE;
        boolean ragged = workload.layout() == Layout.NHWC;
        this.full = ragged ? workload.channels() / schedule.lanes() : 0;
        this.tail = ragged ? workload.channels() % schedule.lanes() : 0;
        this.step = schedule.axis() == VectorAxis.WIDTH ? schedule.lanes() : 1;
        Image image = Image.of(workload, schedule);
        int height = image.size().h();
        int width = image.size().w();
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
    static List<Method> before(Workload workload, Schedule schedule) {
        return new Framed(workload, schedule).methods();
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
        body.add(new Stmt.Zero(ZERO));
        long bits = realLanes > 0 ? bits(realLanes) : bits(columns % step);
        if (bits != 0) {
            body.add(new Stmt.LetMask(MASK, bits));
        }
        String knob = "channelBlock " + schedule.channelBlock();
        List<Stmt> frame = frame(realLanes > 0);
        if (full == 0 || tail == 0) {
            body.add(new Stmt.Loop("v", from, to, knob, frame));
        } else {
            body.addAll(Stmt.Loop.warm("v", from, to, knob, frame));
        }
        return new Method(name, "input of channel units c0..c1, framed with zeros" + note, body);
    }

    private static long bits(int lanes) {
        return (1L << lanes) - 1;
    }

    private List<Stmt> frame(boolean masked) {
        Int vector = Int.of("v");
        List<Term> place =
                inputs.parts() == 1
                        ? List.of(new Term(vector, tensor.unit()))
                        : inputs.inBlocks(vector, tensor);
        Term copy = new Term(vector.minus(inputs.first()), frame.unit());
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.LetAddress("a", "x", place, 0));
        body.add(new Stmt.LetAddress("z", "s", List.of(copy), 0));
        body.addAll(zeros("z", 0, (long) above * rowVectors, "rows above"));
        if (rows > 0) {
            body.add(loop("h", rows, "rows", row(masked)));
        }
        long end = (long) above + rows;
        body.addAll(zeros("z", end * frame.row(), (long) below * rowVectors, "rows below"));
        return body;
    }

    private List<Stmt> row(boolean masked) {
        List<Stmt> body = new ArrayList<>();
        body.add(address("ah", "a", "h", tensor.row(), 0));
        body.add(address("zh", "z", "h", frame.row(), above * frame.row()));
        int right = (left + columns) / step;
        // Vectors that hold pixels, too, are overwritten where they do.
        body.addAll(zeros("zh", 0, Math.ceilDiv(left, step), "columns to the left"));
        body.addAll(zeros("zh", right * vectorBytes, rowVectors - right, "columns to the right"));
        int full = columns / step;
        if (full > 0) {
            long pixels = step * tensor.pixel();
            List<Stmt> copy = new ArrayList<>();
            copy.add(address("ahq", "ah", "q", pixels, 0));
            copy.add(address("zhq", "zh", "q", vectorBytes, left * frame.pixel()));
            copy.addAll(copy("ahq", 0, "zhq", 0, masked));
            body.add(loop("q", full, "columns", copy));
        }
        if (columns % step > 0) {
            long first = (long) full * step;
            body.addAll(
                    copy("ah", first * tensor.pixel(), "zh", (left + first) * frame.pixel(), true));
        }
        return body;
    }

    /**
     * Copies a vector. Lanes of channels that memory does not hold become zeros; those of pixels to
     * the right of the image were zeroed before.
     */
    private List<Stmt> copy(
            String from, long fromOffset, String to, long toOffset, boolean masked) {
        Optional<String> mask = masked ? Optional.of(MASK) : Optional.empty();
        Optional<String> storeMask = step > 1 ? mask : Optional.empty();
        return List.of(
                new Stmt.Load("p", new Ref(Buffer.INPUT, from, fromOffset), mask),
                new Stmt.Store("p", new Ref(Buffer.SCRATCH, to, toOffset), storeMask));
    }

    private List<Stmt> zeros(String base, long offset, long vectors, String what) {
        List<Stmt> stores = new ArrayList<>();
        if (vectors <= WRITTEN_OUT) {
            for (int i = 0; i < vectors; i++) {
                stores.add(zero(base, offset + i * vectorBytes));
            }
            return stores;
        }
        stores.add(address("zp", base, "p", vectorBytes, offset));
        stores.add(zero("zp", 0));
        return List.of(loop("p", vectors, what, stores));
    }

    private static Stmt zero(String base, long offset) {
        return new Stmt.Store(ZERO, new Ref(Buffer.SCRATCH, base, offset), Optional.empty());
    }

    private static Stmt address(String name, String base, String index, long bytes, long offset) {
        return new Stmt.LetAddress(name, base, List.of(new Term(Int.of(index), bytes)), offset);
    }

    private static Stmt loop(String var, long count, String what, List<Stmt> body) {
        return Stmt.Loop.warm(var, count, "borders framed: " + what, body);
    }
}
