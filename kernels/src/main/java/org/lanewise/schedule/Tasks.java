package org.lanewise.schedule;

import org.lanewise.workload.Workload;

/**
 * How a kernel is cut into independent tasks: images, blocks of channel units, and bands of output
 * rows where channels alone make too few.
 *
 * @param images images of the batch
 * @param blocks channel blocks of an image
 * @param bands bands of rows of a channel block
 * @param rowTiles rows of tiles that the bands share out, see {@link Tiling#rows} and {@link
 *     Sweep#loop}
 */
public record Tasks(int images, int blocks, int bands, int rowTiles) {
    /** Tasks that are enough for the processors of a large machine. */
    private static final int ENOUGH = 32;

    /**
     * Floating-point operations of the smallest band, about a microsecond's work: below that the
     * hand-over between threads costs more than an even split gains.
     */
    private static final double SMALLEST_BAND = 250_000;

    /** The tasks of a kernel. */
    public static Tasks of(Workload workload, Schedule schedule) {
        int blocks = Math.ceilDiv(ChannelUnits.count(workload, schedule), schedule.channelBlock());
        int rowTiles = rowTiles(workload, schedule);
        int bands = 1;
        // A band of a transposed or framed channel block would have to copy the whole of it.
        if (!Scratch.holdsInput(workload, schedule)) {
            int channelTasks = workload.batch() * blocks;
            double blockFlops = (double) workload.flops() / channelTasks;
            int wanted = Math.ceilDiv(ENOUGH, channelTasks);
            int worthwhile = (int) Math.min(wanted, blockFlops / SMALLEST_BAND);
            bands = Math.clamp(worthwhile, 1, mostBands(workload, schedule, rowTiles));
        }
        return new Tasks(workload.batch(), blocks, bands, rowTiles);
    }

    private static int rowTiles(Workload workload, Schedule schedule) {
        return schedule.unroll() == Unroll.SLIDE
                ? Sweep.of(workload, schedule).loop()
                : Tiling.rows(workload, schedule).stream().mapToInt(Region::count).sum();
    }

    private static int mostBands(Workload workload, Schedule schedule, int rowTiles) {
        return schedule.unroll() == Unroll.SLIDE
                ? Sweep.of(workload, schedule).mostBands()
                : rowTiles;
    }

    /** All tasks of the batch. */
    public int count() {
        return images * blocks * bands;
    }
}
