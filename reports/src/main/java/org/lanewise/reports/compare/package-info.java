/**
 * Takes two results, of one database or two, or of files, gives what is faster in one of them:
 * layer by layer, with intervals of the difference.
 */
@NullMarked
package org.lanewise.reports.compare;

import org.jspecify.annotations.NullMarked;
