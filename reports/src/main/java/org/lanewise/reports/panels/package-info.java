/**
 * Takes a {@link org.lanewise.reports.Run} or one of its layers, gives the parts of its page: each
 * a record of what it shows, a reader that makes it, and a template of its name.
 */
@NullMarked
package org.lanewise.reports.panels;

import org.jspecify.annotations.NullMarked;
