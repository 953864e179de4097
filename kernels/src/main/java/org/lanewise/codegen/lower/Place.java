package org.lanewise.codegen.lower;

import java.util.Comparator;
import org.lanewise.schedule.Lanes;
import org.lanewise.schedule.Pixels;
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

    /** The same row's place of other pixels. */
    Place at(Pixels pixels) {
        return new Place(row, pixels.offset(), pixels.phase(), pixels.lanes());
    }

    /** What is read there. */
    Pixels pixels() {
        return new Pixels(column, phase, lanes);
    }

    /** Name of the vector. */
    String name() {
        return "x_" + row + "_" + number(column + phase) + cut();
    }

    /** Name of the vector before it counts as floats, of which others are made. */
    String picked() {
        return "p_" + row + "_" + number(column + phase) + cut();
    }

    /** Name of a vector that it is made from, which places that differ in phase only share. */
    String loaded(String part) {
        return part + "_" + row + "_" + number(column) + cut();
    }

    /** Whole multiples of a stride may begin before the tile. */
    private static String number(int column) {
        return column < 0 ? "m" + -column : String.valueOf(column);
    }

    private String cut() {
        return lanes.full() ? "" : "_l" + lanes.from() + "to" + lanes.to();
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
