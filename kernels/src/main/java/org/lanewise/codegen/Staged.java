package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * Emits the methods that transpose a task's inputs into scratch memory, channels innermost, and its
 * outputs back.
 */
final class Staged {
    /** Address of the scratch memory, where the staged inputs begin. */
    static final String INPUTS = "s";

    /** Address of the staged outputs. */
    static final String OUTPUTS = "t";

    /** Units of outputs from the first of the task: scratch memory holds one task. */
    static final Int UNIT = Int.of("c").minus(Int.of("c0"));

    private final Workload workload;
    private final Schedule schedule;
    private final int lanes;
    private final long vector;
    private final InputVector inputs;

    private Staged(Workload workload, Schedule schedule) {
        this.workload = workload;
        this.schedule = schedule;
        this.lanes = schedule.lanes();
        this.vector = schedule.vectorBits() / Byte.SIZE;
        this.inputs = InputVector.of(workload, schedule);
    }

    /** Names the address of the staged outputs. */
    static Stmt outputs(Workload workload, Schedule schedule) {
        return new Stmt.LetAddress(
                OUTPUTS, INPUTS, List.of(), Scratch.of(workload, schedule).outputStart());
    }

    /** What runs before the regions of a task. */
    static Method before(Workload workload, Schedule schedule) {
        Staged staged = new Staged(workload, schedule);
        return new Method(
                "stageInputs",
                "input of channel units c0..c1, transposed into scratch memory",
                staged.transposed(
                        staged.transposedInput(), staged.inputs.first(), staged.inputs.end()));
    }

    /** What runs behind the regions of a task. */
    static Method after(Workload workload, Schedule schedule) {
        Staged staged = new Staged(workload, schedule);
        List<Stmt> body = new ArrayList<>(List.of(outputs(workload, schedule)));
        body.addAll(staged.transposed(staged.transposedOutput(), Int.of("c0"), Int.of("c1")));
        return new Method(
                "unstageOutputs",
                "output of channel units c0..c1, transposed back from scratch memory",
                body);
    }

    /**
     * One side of a transposition.
     *
     * @param base name of the address
     * @param unit index of the channel unit
     * @param unitBytes distance of two units
     * @param blockBytes distance of two blocks of as many pixels as a vector has lanes
     * @param rowBytes distance of the vectors of one block
     */
    private record Side(
            Buffer buffer, String base, Int unit, long unitBytes, long blockBytes, long rowBytes) {}

    private record Transposition(Size size, Side from, Side to) {}

    private Transposition transposedInput() {
        Size size = workload.input();
        return new Transposition(
                size,
                channelsOutside(Buffer.INPUT, "x", size),
                channelsInside(INPUTS, Int.of("c").minus(inputs.first()), size));
    }

    private Transposition transposedOutput() {
        Size size = workload.output();
        return new Transposition(
                size,
                channelsInside(OUTPUTS, UNIT, size),
                channelsOutside(Buffer.OUTPUT, "y", size));
    }

    private Side channelsOutside(Buffer buffer, String base, Size size) {
        long plane = size.pixels() * Float.BYTES;
        return new Side(buffer, base, Int.of("c"), plane * lanes, vector, plane);
    }

    private Side channelsInside(String base, Int unit, Size size) {
        return new Side(Buffer.SCRATCH, base, unit, size.pixels() * vector, lanes * vector, vector);
    }

    /** The last block overlaps the one before instead of being masked: it rewrites equal values. */
    private List<Stmt> transposed(Transposition job, Int from, Int to) {
        int pixels = Math.toIntExact(job.size().pixels());
        int full = pixels / lanes;
        List<Stmt> body = new ArrayList<>();
        body.add(unitAddress("a", job.from()));
        body.add(unitAddress("z", job.to()));
        body.add(
                Stmt.Loop.warm(
                        "p",
                        full,
                        "a vector of pixels",
                        transposedBlock(job, List.of(Int.of("p")), 0)));
        if (pixels % lanes > 0) {
            body.addAll(transposedBlock(job, List.of(), pixels - lanes));
        }
        return List.of(
                new Stmt.Loop("c", from, to, "channelBlock " + schedule.channelBlock(), body));
    }

    private static Stmt unitAddress(String name, Side side) {
        return new Stmt.LetAddress(
                name, side.base(), List.of(new Term(side.unit(), side.unitBytes())), 0);
    }

    /**
     * Transposes one block of pixels.
     *
     * @param block the index of a block in a loop; none for the last block, which begins at {@code
     *     firstPixel}
     */
    private List<Stmt> transposedBlock(Transposition job, List<Int> block, int firstPixel) {
        List<Stmt> body = new ArrayList<>();
        body.add(blockAddress("ap", "a", job.from(), block, firstPixel));
        body.add(blockAddress("zp", "z", job.to(), block, firstPixel));
        for (int row = 0; row < lanes; row++) {
            body.add(load(name(0, row), job.from().buffer(), "ap", row * job.from().rowBytes()));
        }
        int step = 0;
        for (int distance = lanes / 2; distance >= 1; distance /= 2) {
            exchange(body, step, distance);
            step++;
        }
        for (int row = 0; row < lanes; row++) {
            body.add(store(name(step, row), job.to().buffer(), "zp", row * job.to().rowBytes()));
        }
        return body;
    }

    private Stmt blockAddress(
            String name, String base, Side side, List<Int> block, int firstPixel) {
        return new Stmt.LetAddress(
                name,
                base,
                block.stream().map(index -> new Term(index, side.blockBytes())).toList(),
                firstPixel * (side.blockBytes() / lanes));
    }

    private void exchange(List<Stmt> body, int step, int distance) {
        Pattern upper = Pattern.upper(distance, lanes);
        Pattern lower = Pattern.lower(distance, lanes);
        IntStream.range(0, lanes)
                .filter(row -> (row & distance) == 0)
                .forEach(row -> {
                    String above = name(step, row);
                    Optional<String> below = Optional.of(name(step, row + distance));
                    body.add(new Stmt.Select(name(step + 1, row), upper, above, below));
                    body.add(new Stmt.Select(name(step + 1, row + distance), lower, above, below));
                });
    }

    private static String name(int step, int row) {
        return "v" + step + "_" + row;
    }

    private static Stmt load(String name, Buffer buffer, String base, long offset) {
        return new Stmt.Load(name, new Ref(buffer, base, offset), Optional.empty());
    }

    private static Stmt store(String value, Buffer buffer, String base, long offset) {
        return new Stmt.Store(value, new Ref(buffer, base, offset), Optional.empty());
    }
}
