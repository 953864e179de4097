package org.lanewise.reports;

/**
 * One part of a page: a record of all it shows. A reader makes it from a {@link Run}, the template
 * of its name makes HTML of it. Immutable.
 */
public interface Panel {
    /** What the reader asks for, as a heading. */
    String title();

    /** Name of its template and of its part of the JSON file, such as {@code verdict}. */
    String name();
}
