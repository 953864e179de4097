package org.lanewise.schedule;

/**
 * Input pixels of one row that make up a vector.
 *
 * @param offset input pixels from the tile's first to the first one loaded
 * @param phase first used one of the loaded pixels, of which every stride-th is used
 * @param lanes which of the loaded pixels lie on the image
 */
public record Pixels(int offset, int phase, Lanes lanes) {
    /** What a tap reads. */
    public static Pixels of(Tap tap) {
        return new Pixels(tap.offset(), tap.phase(), tap.lanes());
    }

    /** All that is loaded, which places that differ in phase only share. */
    Pixels fromTheFirst() {
        return new Pixels(offset, 0, lanes);
    }
}
