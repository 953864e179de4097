package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.codegen.ir.Axis;
import org.lanewise.codegen.ir.Buffer;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.LoopNest;
import org.lanewise.codegen.ir.Method;
import org.lanewise.codegen.ir.Stmt;
import org.lanewise.codegen.ir.Term;
import org.lanewise.codegen.ir.Var;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Tasks;
import org.lanewise.schedule.TileWalk;
import org.lanewise.schedule.Walk;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/** Turns a legal schedule into a {@link LoopNest}: the loop over tasks, and what a task calls. */
public final class Lowering {
    private final Plan plan;
    private final Schedule schedule;
    private final Tasks tasks;
    private final List<ChannelSpan> spans;

    private Lowering(Plan plan) {
        this.plan = plan;
        this.schedule = plan.schedule();
        this.tasks = plan.tasks();
        this.spans = ChannelSpan.of(plan);
    }

    /** The loop nest of a legal schedule. */
    public static LoopNest lower(LegalSchedule legal) {
        return new Lowering(legal.plan()).nest();
    }

    private LoopNest nest() {
        Workload workload = plan.workload();
        Size output = workload.output();
        return new LoopNest(
                new LoopNest.Origin(
                        workload.toString(), output.h() + "x" + output.w(), schedule.toString()),
                schedule.vectorBits(),
                plan.target().fma(),
                schedule.access() == Access.CHECKED,
                tasks.count(),
                plan.scratch().total(),
                taskLoop());
    }

    private Stmt.Loop taskLoop() {
        List<Stmt> body = new ArrayList<>();
        Int block = Counters.TASK;
        if (tasks.bands() > 1) {
            Int band = Counters.TASK.modulo(tasks.bands());
            body.add(new Stmt.LetInt(Counters.R0, bandBound(band, 0)));
            body.add(
                    new Stmt.LetInt(
                            Counters.R1, bandBound(band.plus(Int.of(1)), tasks.rowTiles())));
            block = block.dividedBy(tasks.bands());
        }
        Int first = block.modulo(tasks.blocks()).times(schedule.channelBlock());
        body.add(new Stmt.LetInt(Counters.N, block.dividedBy(tasks.blocks())));
        body.add(new Stmt.LetInt(Counters.C0, first));
        body.add(
                new Stmt.LetInt(
                        Counters.C1,
                        Counters.C0.plus(unitsOfTask()).atMost(Int.of(plan.channelUnits()))));
        body.add(image(Buffer.INPUT, plan.inputTensor().image()));
        body.add(image(Buffer.OUTPUT, plan.outputTensor().image()));
        methods().stream().map(Stmt.Call::new).forEach(body::add);
        return Stmt.Loop.whole(
                new Axis(Counters.TASK, LoopNest.FROM, LoopNest.TO),
                "parallel: channelBlock " + schedule.channelBlock(),
                body);
    }

    /** A bound of a band of rows of tiles. */
    private Int bandBound(Int band, int ofAll) {
        Int own = share(band, tasks.rowTiles(), tasks.bands());
        return plan.walk().tilesRows() ? new Int.Share(own, Int.of(ofAll)) : own;
    }

    /** {@code band * rows / bands}, in two steps where the product would leave the ints. */
    private static Int share(Int band, int rows, int bands) {
        if ((long) rows * bands <= Integer.MAX_VALUE) {
            return band.times(rows).dividedBy(bands);
        }
        return band.times(rows / bands).plus(band.times(rows % bands).dividedBy(bands));
    }

    /** A warm-up takes the first units of each span where there are several, in the loop there. */
    private Int unitsOfTask() {
        Int block = Int.of(schedule.channelBlock());
        return spans.size() > 1 || plan.transposesInPart() ? block : Int.few(block);
    }

    private static Stmt image(Buffer tensor, long bytes) {
        return new Stmt.LetAddress(
                tensor.address(), tensor.start(), List.of(new Term(Counters.N, bytes)), 0);
    }

    private List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        if (plan.transposes()) {
            methods.addAll(Transposed.inputs(plan));
        } else if (plan.stages()) {
            methods.add(Staged.inputs(plan));
        } else if (schedule.borders() == Borders.FRAMED) {
            methods.addAll(Framed.inputs(plan));
        }
        for (ChannelSpan span : spans) {
            for (Rows rows : rows()) {
                List<Region> columns = plan.columnRegions();
                for (int q = 0; q < columns.size(); q++) {
                    methods.add(region(rows, q, columns.get(q), span));
                }
            }
        }
        if (plan.transposes()) {
            methods.addAll(Transposed.outputs(plan));
        } else if (plan.stages()) {
            methods.add(Staged.outputs(plan));
        }
        return methods;
    }

    private List<Rows> rows() {
        return switch (plan.walk()) {
            case TileWalk _ -> tiledRows();
            case Walk.Whole whole -> List.of(new Rows.All(whole, plan.rows().out()));
        };
    }

    private List<Rows> tiledRows() {
        List<Rows> rows = new ArrayList<>();
        int tiles = 0;
        for (Region region : plan.rowRegions()) {
            rows.add(new Rows.Tiled(rows.size(), tiles, region));
            tiles += region.count();
        }
        return rows;
    }

    private Method region(Rows rows, int number, Region columns, ChannelSpan span) {
        String note =
                "output rows %s..%s, columns %s..%s%s"
                        .formatted(
                                rows.start(),
                                rows.end() - 1,
                                columns.start(),
                                columns.end() - 1,
                                span.note());
        return method(
                plan,
                rows.name() + "cols" + number + span.suffix(),
                note,
                new RegionLowering(plan, rows, columns, span).lower());
    }

    static Method method(Plan plan, String name, String note, List<Stmt> body) {
        List<Buffer> memory =
                new ArrayList<>(List.of(Buffer.INPUT, Buffer.WEIGHTS, Buffer.BIAS, Buffer.OUTPUT));
        if (plan.scratch().total() > 0) {
            memory.add(Buffer.SCRATCH);
        }
        List<Var.Index> bounds = new ArrayList<>(List.of(Counters.C0, Counters.C1));
        if (plan.tasks().bands() > 1) {
            bounds.addAll(List.of(Counters.R0, Counters.R1));
        }
        return new Method(name, note, memory, bounds, body);
    }
}
