package org.lanewise.db;

/** Why a trial was run. */
public enum Stage {
    /** One candidate of the search, timed in a long-lived worker. */
    SCREEN,
    /** A finalist or the default schedule, timed in a fresh JVM. */
    CONFIRM
}
