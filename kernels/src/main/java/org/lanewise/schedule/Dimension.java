package org.lanewise.schedule;

/** What a loop around the register tile runs over. */
public enum Dimension {
    /** Channel units. */
    CHANNELS,
    /** Rows of tiles. */
    ROWS,
    /** Columns of tiles. */
    COLUMNS
}
