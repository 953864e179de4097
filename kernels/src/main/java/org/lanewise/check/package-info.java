/**
 * Takes a best-configuration file, gives the answer whether this JVM gets from it what was
 * promised: the right results, at the measured speed, with hot or emptied caches. Needs what an
 * application has, and nothing else.
 */
@NullMarked
package org.lanewise.check;

import org.jspecify.annotations.NullMarked;
