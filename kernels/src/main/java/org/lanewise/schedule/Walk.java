package org.lanewise.schedule;

/**
 * How the outputs of a channel are gone through, which {@link Unroll} decides. What rules, tasks,
 * generated code and features need to know of it they ask here, so that another way is one more of
 * these and its code in {@code codegen.lower}.
 */
public sealed interface Walk permits TileWalk, Walk.Whole {
    /** All output rows in one method, whose code has no tiles of rows. */
    sealed interface Whole extends Walk permits Sweep, Whole.Image {
        /** All columns, too: the image of a channel at once, whose rows share vectors. */
        sealed interface Image extends Whole permits Plane, Flat {
            @Override
            default int rowTiles(Plan plan) {
                return 1;
            }

            /** Channels are tasks enough: rows of one vector belong together. */
            @Override
            default int mostBands(Plan plan) {
                return 1;
            }

            @Override
            default boolean tilesColumns() {
                return false;
            }
        }
    }

    /** The walk of a plan's schedule, legal or not. */
    static Walk of(Plan plan) {
        return switch (plan.schedule().unroll()) {
            case TAPS, COLUMNS, NONE -> new TileWalk();
            case SLIDE -> Sweep.of(plan.rows(), plan.schedule().tileH());
            case PLANE -> Plane.of(plan);
            case FLAT -> Flat.of(plan);
        };
    }

    /** What the code does, counted. */
    Work work(Plan plan);

    /** Sums held in registers at once. */
    int sums(Plan plan);

    /** Rows of tiles, or of iterations, that bands can share out. */
    int rowTiles(Plan plan);

    /** The most bands that these can be cut into. */
    int mostBands(Plan plan);

    /** What the innermost code does of the output rows, in a sentence. */
    String words(Plan plan);

    /** Whether a loop over rows goes from tile to tile. */
    default boolean tilesRows() {
        return false;
    }

    /** Whether a loop over columns does. */
    default boolean tilesColumns() {
        return true;
    }

    /**
     * Neighbouring outputs that lanes are filled with: channels, columns, or those of some rows.
     */
    default int outputsAcross(Plan plan) {
        return plan.schedule().alongWidth()
                ? plan.columns().out()
                : plan.workload().outputChannels();
    }
}
