package org.lanewise.schedule;

/**
 * How a kernel is cut into independent tasks: images, blocks of channel units, and bands of output
 * rows where channels alone make too few.
 *
 * @param images images of the batch
 * @param blocks channel blocks of an image
 * @param bands bands of rows of a channel block
 * @param rowTiles rows of tiles that the bands share out, see {@link Walk#rowTiles}
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
    static Tasks of(Plan plan) {
        int images = plan.workload().batch();
        int blocks = Math.ceilDiv(plan.channelUnits(), plan.schedule().channelBlock());
        int rowTiles = plan.walk().rowTiles(plan);
        // A band of a channel block that is copied would have to copy the whole of it.
        int bands =
                plan.copies()
                        ? 1
                        : bands(
                                plan.workload().flops(),
                                images * blocks,
                                plan.walk().mostBands(plan));
        return new Tasks(images, blocks, bands, rowTiles);
    }

    private static int bands(long flops, int channelTasks, int most) {
        double worthwhile = (double) flops / channelTasks / SMALLEST_BAND;
        return Math.clamp((int) Math.min(Math.ceilDiv(ENOUGH, channelTasks), worthwhile), 1, most);
    }

    /** All tasks of the batch. */
    public int count() {
        return images * blocks * bands;
    }
}
