package org.lanewise.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.target.Target;
import org.lanewise.workload.Line;
import org.lanewise.workload.Workload;

/**
 * What follows from a workload, a schedule and a target, worked out once and when it is first asked
 * for: rules, generated code and the cost model's features all read it here. A plan may be of a
 * schedule that breaks a rule; only a {@link LegalSchedule} may be generated. Not thread-safe until
 * everything in it was asked for, but harmless: two threads would work out the same.
 */
public final class Plan {
    private final Workload workload;
    private final Schedule schedule;
    private final Target target;
    private @Nullable Image image;
    private @Nullable Scratch scratch;
    private @Nullable Sweep sweep;
    private @Nullable List<Region> rowRegions;
    private @Nullable List<Region> columnRegions;
    private @Nullable Tasks tasks;
    private @Nullable Work work;

    /** The plan of a schedule, legal or not. */
    public Plan(Workload workload, Schedule schedule, Target target) {
        this.workload = workload;
        this.schedule = schedule;
        this.target = target;
    }

    /** What is computed. */
    public Workload workload() {
        return workload;
    }

    /** How. */
    public Schedule schedule() {
        return schedule;
    }

    /** What for. */
    public Target target() {
        return target;
    }

    private Image image() {
        Image known = image;
        if (known == null) {
            known = Image.of(workload, schedule);
            image = known;
        }
        return known;
    }

    /** How outputs meet the rows that the tiles read: the image's, or those of a framed copy. */
    public Line rows() {
        return image().rows();
    }

    /** Likewise the columns. */
    public Line columns() {
        return image().columns();
    }

    /** Output positions in a row: columns, or vectors of them. */
    public int columnPositions() {
        return Math.ceilDiv(columns().out(), schedule.alongWidth() ? schedule.lanes() : 1);
    }

    /** Whether tasks transpose their inputs into scratch memory, and their outputs back. */
    public boolean transposes() {
        return Scratch.transposes(workload, schedule);
    }

    /** Whether tasks copy their inputs into scratch memory, transposed or framed. */
    public boolean copies() {
        return Scratch.holdsInput(workload, schedule);
    }

    /** What is kept in scratch memory. */
    public Scratch scratch() {
        Scratch known = scratch;
        if (known == null) {
            known = Scratch.of(workload, schedule);
            scratch = known;
        }
        return known;
    }

    /** Whether rows slide. */
    public boolean slides() {
        return schedule.unroll() == Unroll.SLIDE;
    }

    /** How rows slide, of a schedule that does. */
    public Sweep sweep() {
        Sweep known = sweep;
        if (known == null) {
            known = Sweep.of(workload, schedule);
            sweep = known;
        }
        return known;
    }

    /** Regions of output rows, top to bottom; of rows that slide one at a time. */
    public List<Region> rowRegions() {
        List<Region> known = rowRegions;
        if (known == null) {
            known = Tiling.rows(workload, schedule);
            rowRegions = known;
        }
        return known;
    }

    /** Regions of output columns, left to right. */
    public List<Region> columnRegions() {
        List<Region> known = columnRegions;
        if (known == null) {
            known = Tiling.columns(workload, schedule);
            columnRegions = known;
        }
        return known;
    }

    /** Channel units of one image. */
    public int channelUnits() {
        return ChannelUnits.count(workload, schedule);
    }

    /** Vectors that make up one channel unit. */
    public int vectorsOfUnit() {
        return InputChannels.parts(workload, schedule);
    }

    /** Whether lanes of an input vector are spread over several lanes of an output vector. */
    public boolean spreads() {
        return InputChannels.spread(workload, schedule);
    }

    /** Whether vectors are filled only in part, at the end of rows or of a pixel's channels. */
    public boolean fillsInPart() {
        return schedule.alongWidth()
                || (!workload.layout().blocked()
                        && workload.layout().channelsTogether()
                        && workload.channels() % schedule.lanes() != 0);
    }

    /** How the kernel is cut into tasks. */
    public Tasks tasks() {
        Tasks known = tasks;
        if (known == null) {
            known = Tasks.of(workload, schedule);
            tasks = known;
        }
        return known;
    }

    /** Sums held in registers at once, those begun for later rows too. */
    public int accumulators() {
        return Sweep.accumulators(workload, schedule);
    }

    /** Distances in what the tiles read. */
    public Strides input() {
        return Strides.input(workload, schedule);
    }

    /** Distances in what the tiles write. */
    public Strides output() {
        return Strides.output(workload, schedule);
    }

    /** Distances in the input tensor. */
    public Strides inputTensor() {
        return Strides.inputTensor(workload, schedule);
    }

    /** Distances in the output tensor. */
    public Strides outputTensor() {
        return Strides.outputTensor(workload, schedule);
    }

    /** What the code does, counted. */
    public Work work() {
        Work known = work;
        if (known == null) {
            known = Work.of(this);
            work = known;
        }
        return known;
    }
}
