package org.lanewise.codegen.lower;

import org.lanewise.schedule.Region;
import org.lanewise.schedule.Walk;

/** The output rows that a method computes. */
sealed interface Rows {
    /** How the name of the method begins. */
    String name();

    /** First row. */
    int start();

    /** Row behind the last one. */
    int end();

    /**
     * The rows of one region.
     *
     * @param number regions above it
     * @param firstTile rows of tiles above it
     */
    record Tiled(int number, int firstTile, Region region) implements Rows {
        @Override
        public String name() {
            return "rows" + number;
        }

        @Override
        public int start() {
            return region.start();
        }

        @Override
        public int end() {
            return region.end();
        }
    }

    /** All rows of a method that has no tiles of rows. */
    record All(Walk.Whole walk, int outputs) implements Rows {
        @Override
        public String name() {
            return "";
        }

        @Override
        public int start() {
            return 0;
        }

        @Override
        public int end() {
            return outputs;
        }
    }
}
