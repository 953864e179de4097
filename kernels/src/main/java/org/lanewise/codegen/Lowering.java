package org.lanewise.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.ChannelUnits;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Region;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Scratch;
import org.lanewise.schedule.Strides;
import org.lanewise.schedule.Sweep;
import org.lanewise.schedule.Tasks;
import org.lanewise.schedule.Tiling;
import org.lanewise.schedule.Unroll;
import org.lanewise.workload.Workload;

/** Turns a workload and a legal schedule into a {@link LoopNest}. */
public final class Lowering {
    private final LegalSchedule legal;
    private final Workload workload;
    private final Schedule schedule;
    private final int units;
    private final List<ChannelSpan> spans;
    private final Tasks tasks;

    private Lowering(LegalSchedule legal) {
        this.legal = legal;
        this.workload = legal.workload();
        this.schedule = legal.schedule();
        this.tasks = Tasks.of(workload, schedule);
        this.units = ChannelUnits.count(workload, schedule);
        this.spans = ChannelSpan.of(workload, schedule);
    }

    /** The loop nest of a legal schedule. */
    public static LoopNest lower(LegalSchedule legal) {
        return new Lowering(legal).lower();
    }

    private LoopNest lower() {
        List<Method> methods = new ArrayList<>();
        List<Stmt> calls = new ArrayList<>();
        boolean staged = Scratch.transposes(workload, schedule);
        if (staged) {
            add(methods, calls, Staged.before(workload, schedule));
        } else if (schedule.borders() == Borders.FRAMED) {
            Framed.before(workload, schedule).forEach(method -> add(methods, calls, method));
        }
        spans.forEach(span -> addRegions(methods, calls, span));
        if (staged) {
            add(methods, calls, Staged.after(workload, schedule));
        }
        return new LoopNest(legal, tasks, List.of(taskLoop(calls)), methods);
    }

    private static void add(List<Method> methods, List<Stmt> calls, Method method) {
        methods.add(method);
        calls.add(new Stmt.Call(method.name()));
    }

    private void addRegions(List<Method> methods, List<Stmt> calls, ChannelSpan span) {
        if (schedule.unroll() == Unroll.SLIDE) {
            Sweep sweep = Sweep.of(workload, schedule);
            String note = "output rows 0.." + (sweep.outputs() - 1);
            addColumns(methods, calls, span, new Rows.Swept(sweep, tasks.bands() > 1), "", note);
            return;
        }
        List<Region> rows = Tiling.rows(workload, schedule);
        int firstTile = 0;
        for (int r = 0; r < rows.size(); r++) {
            Region row = rows.get(r);
            Rows tiled = new Rows.Tiled(row, firstTile, tasks.bands() > 1);
            String note = "output rows " + row.start() + ".." + (row.end() - 1);
            addColumns(methods, calls, span, tiled, "rows" + r, note);
            firstTile += row.count();
        }
    }

    private void addColumns(
            List<Method> methods,
            List<Stmt> calls,
            ChannelSpan span,
            Rows rows,
            String prefix,
            String rowNote) {
        List<Region> columns = Tiling.columns(workload, schedule);
        for (int q = 0; q < columns.size(); q++) {
            Region column = columns.get(q);
            String note =
                    rowNote
                            + ", columns "
                            + column.start()
                            + ".."
                            + (column.end() - 1)
                            + span.note();
            List<Stmt> body = new RegionLowering(workload, schedule, rows, column, span).lower();
            add(methods, calls, new Method(prefix + "cols" + q + span.suffix(), note, body));
        }
    }

    private Stmt taskLoop(List<Stmt> calls) {
        List<Stmt> body = new ArrayList<>();
        Int block = Int.of("task");
        if (tasks.bands() > 1) {
            Int band = Int.of("task").modulo(tasks.bands());
            Int first = bandStart(band);
            Int end = bandStart(band.plus(Int.of(1)));
            if (schedule.unroll() != Unroll.SLIDE) {
                // A warm-up must meet every region whatever the band: code that never ran is left
                // out of what the JIT compiles.
                first = new Int.OneTile(Int.of(0), first);
                end = new Int.OneTile(Int.of(tasks.rowTiles()), end);
            }
            body.add(new Stmt.LetInt("r0", first));
            body.add(new Stmt.LetInt("r1", end));
            block = block.dividedBy(tasks.bands());
        }
        body.add(new Stmt.LetInt("n", block.dividedBy(tasks.blocks())));
        body.add(
                new Stmt.LetInt("c0", block.modulo(tasks.blocks()).times(schedule.channelBlock())));
        body.add(new Stmt.LetInt("c1", Int.of("c0").plus(unitsOfTask()).atMost(Int.of(units))));
        body.add(image("x", "input", Strides.inputTensor(workload, schedule)));
        body.add(image("y", "output", Strides.outputTensor(workload, schedule)));
        body.addAll(calls);
        return new Stmt.Loop(
                "task",
                Int.of("from"),
                Int.of("to"),
                "parallel: channelBlock " + schedule.channelBlock(),
                body);
    }

    /**
     * A warm-up takes the first units of each span where there are several, see {@link Stmt.Loop}.
     */
    private Int unitsOfTask() {
        Int block = Int.of(schedule.channelBlock());
        return spans.size() > 1 ? block : Int.of("tiles").atMost(block);
    }

    /** First row of tiles of a band. */
    private Int bandStart(Int band) {
        return band.times(tasks.rowTiles()).dividedBy(tasks.bands());
    }

    private static Stmt image(String name, String base, Strides strides) {
        return new Stmt.LetAddress(name, base, List.of(new Term(Int.of("n"), strides.image())), 0);
    }
}
