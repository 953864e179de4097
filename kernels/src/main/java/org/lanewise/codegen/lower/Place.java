package org.lanewise.codegen.lower;

import java.util.Comparator;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Tap;

/**
 * An input vector of a register tile.
 *
 * @param row input rows from the tile's origin
 * @param column first loaded column, likewise
 * @param phase first used one of the loaded pixels, of which every stride-th is used
 * @param lanes which of the loaded pixels lie on the image
 */
record Place(int row, int column, int phase, Lanes lanes) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::row)
                    .thenComparingInt(Place::column)
                    .thenComparingInt(place -> place.lanes().from())
                    .thenComparingInt(place -> place.lanes().to())
                    .thenComparingInt(Place::phase);

    /** Where a tap reads. */
    static Place of(int row, Tap tap) {
        return new Place(row, tap.offset(), tap.phase(), tap.lanes());
    }

    /** Name of the vector. */
    String name() {
        return "x_" + row + "_" + (column + phase) + cut();
    }

    /** Name of a vector that it is made from, which places that differ in phase only share. */
    String loaded(String part) {
        return part + "_" + row + "_" + column + cut();
    }

    private String cut() {
        return lanes.full() ? "" : "_l" + lanes.from() + "to" + lanes.to();
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
