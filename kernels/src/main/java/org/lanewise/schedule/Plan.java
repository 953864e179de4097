package org.lanewise.schedule;

import java.util.List;
import org.lanewise.target.Target;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Line;
import org.lanewise.workload.Size;
import org.lanewise.workload.Workload;

/**
 * What follows from a workload, a schedule and a target, worked out once and when it is first asked
 * for: rules, generated code and the cost model's features all read it here. A plan may be of a
 * schedule that breaks a rule; only a {@link LegalSchedule} may be generated. Thread-safe: two
 * threads that ask first may both work it out, to the same.
 */
public final class Plan {
    private final Workload workload;
    private final Schedule schedule;
    private final Target target;
    private final Lazy<Image> image;
    private final Lazy<Scratch> scratch;
    private final Lazy<Walk> walk;
    private final Lazy<Cut> rowCut;
    private final Lazy<Cut> columnCut;
    private final Lazy<Tasks> tasks;
    private final Lazy<Work> work;

    /** The plan of a schedule, legal or not. */
    public Plan(Workload workload, Schedule schedule, Target target) {
        this(workload, schedule, target, new Cut.Known());
    }

    /** The plan of one of a space's schedules, which have most of their cuts in common. */
    Plan(Workload workload, Schedule schedule, Target target, Cut.Known cuts) {
        this.workload = workload;
        this.schedule = schedule;
        this.target = target;
        this.image = new Lazy<>(() -> Image.of(workload, schedule));
        this.scratch = new Lazy<>(() -> Scratch.of(this));
        this.walk = new Lazy<>(() -> Walk.of(this));
        this.rowCut =
                new Lazy<>(() -> cuts.of(Tiling.rows(rows(), schedule.unroll(), rowsOfTile())));
        this.columnCut =
                new Lazy<>(() -> cuts.of(Tiling.columns(columns(), schedule, positionsOfTile())));
        this.tasks = new Lazy<>(() -> Tasks.of(this));
        this.work = new Lazy<>(() -> walk().work(this));
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

    /** How outputs meet the rows that the tiles read: the image's, or those of a framed copy. */
    public Line rows() {
        return image.get().rows();
    }

    /** Likewise the columns. */
    public Line columns() {
        return image.get().columns();
    }

    /** Height and width of what the tiles read, in pixels. */
    Size inputSize() {
        return image.get().size();
    }

    /** Output positions in a row: columns, or vectors of them. */
    public int columnPositions() {
        return Math.ceilDiv(columns().out(), schedule.alongWidth() ? schedule.lanes() : 1);
    }

    /** Whether tasks transpose their inputs into scratch memory, and their outputs back. */
    public boolean transposes() {
        return !workload.layout().channelsTogether() && !schedule.alongWidth();
    }

    /** Whether the last vector of channels that are transposed is not full. */
    public boolean transposesInPart() {
        return transposes() && workload.channels() % schedule.lanes() != 0;
    }

    /** Whether tasks copy the pixels of their inputs into scratch memory, and of outputs back. */
    public boolean stages() {
        return schedule.get(Knobs.STAGING) == Staging.STAGED;
    }

    /** Whether tasks copy their inputs into scratch memory, transposed, framed or as they are. */
    public boolean copies() {
        return schedule.borders() == Borders.FRAMED || copiesBack();
    }

    /** Whether the tiles of a task leave its outputs in scratch memory. */
    public boolean copiesBack() {
        return transposes() || stages();
    }

    /**
     * Whether products of strided pixels are added up before they are moved to their lanes: once
     * for each row of outputs, and not for each row of inputs and tap.
     */
    public boolean movesSums() {
        return schedule.alongWidth()
                && columns().stride() > 1
                && columnPositions() == 1
                && schedule.unroll() == Unroll.TAPS
                && schedule.borders() == Borders.PEELED;
    }

    /** What is kept in scratch memory. */
    public Scratch scratch() {
        return scratch.get();
    }

    /** How the outputs of a channel are gone through. */
    public Walk walk() {
        return walk.get();
    }

    /** Output rows of a tile; where rows have no tiles each is one. */
    public int rowsOfTile() {
        return walk().tilesRows() ? schedule.tileH() : 1;
    }

    /** Positions in a row of a tile; where columns have no tiles they are one. */
    public int positionsOfTile() {
        return walk().tilesColumns() ? schedule.tileW() : columnPositions();
    }

    /** Regions of output rows, top to bottom; where rows have no tiles, of single ones. */
    public List<Region> rowRegions() {
        return rowCut.get().regions();
    }

    /** Regions of output columns, left to right. */
    public List<Region> columnRegions() {
        return columnCut.get().regions();
    }

    /** The cut of the output rows. */
    Cut rowCut() {
        return rowCut.get();
    }

    /** The cut of the output columns. */
    Cut columnCut() {
        return columnCut.get();
    }

    /**
     * Channel units of one image, which the channel loop counts: layout blocks, vectors of an NHWC
     * pixel (the last may overlap the one before, or be filled in part), NCHW output channels, or
     * vectors of NCHW channels that are transposed.
     */
    public int channelUnits() {
        Layout layout = workload.layout();
        int channels = layout.storedChannels(workload.outputChannels());
        return Math.ceilDiv(channels, layout.blocked() ? layout.block() : channelsOfVector());
    }

    private int channelsOfVector() {
        return schedule.alongWidth() ? 1 : schedule.lanes();
    }

    /** Vectors that make up one channel unit: a layout block wider than the vector has several. */
    public int vectorsOfUnit() {
        return workload.layout().blocked() ? workload.layout().block() / schedule.lanes() : 1;
    }

    /**
     * Whether lanes of an input vector are spread over several lanes of an output vector. With
     * lanes along the channels output vector {@code v} reads input vector {@code v / multiplier},
     * whatever the layout: {@code multiplier} vectors of outputs come from exactly one of inputs,
     * of which each lane is spread over as many neighbouring output lanes.
     */
    public boolean spreads() {
        return !schedule.alongWidth() && workload.multiplier() > 1;
    }

    /** Whether vectors are filled only in part, at the end of rows or of a pixel's channels. */
    public boolean fillsInPart() {
        return schedule.alongWidth()
                || (!workload.layout().blocked()
                        && workload.layout().channelsTogether()
                        && workload.channels() % schedule.lanes() != 0
                        && !inputVectors().overlap());
    }

    /** The vectors of input channels, with lanes along the channels. */
    public ChannelVectors inputVectors() {
        return ChannelVectors.inputs(workload, schedule);
    }

    /** The vectors of output channels, likewise. */
    public ChannelVectors outputVectors() {
        return ChannelVectors.outputs(workload, schedule);
    }

    /** Whether channels leave room in the last block, which is filled with zeros. */
    public boolean hasFilling() {
        int channels = workload.outputChannels();
        return workload.layout().storedChannels(channels) > channels;
    }

    /** How the kernel is cut into tasks. */
    public Tasks tasks() {
        return tasks.get();
    }

    /** Sums held in registers at once, those begun for later rows too. */
    public int accumulators() {
        return walk().sums(this);
    }

    /** Neighbouring outputs that lanes are filled with, see {@link Walk#outputsAcross}. */
    public int outputsAcross() {
        return walk().outputsAcross(this);
    }

    /** Distances in what the tiles read. */
    public Strides input() {
        return copies() ? Strides.copied(inputSize(), schedule) : inputTensor();
    }

    /** Distances in what the tiles write. */
    public Strides output() {
        return copiesBack() ? Strides.copied(workload.output(), schedule) : outputTensor();
    }

    /** Distances in the input tensor. */
    public Strides inputTensor() {
        return Strides.of(workload.layout(), workload.channels(), workload.input(), schedule);
    }

    /** Distances in the output tensor. */
    public Strides outputTensor() {
        return Strides.of(
                workload.layout(), workload.outputChannels(), workload.output(), schedule);
    }

    /** What the code does, counted. */
    public Work work() {
        return work.get();
    }
}
