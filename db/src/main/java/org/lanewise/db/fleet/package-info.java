/** Takes layers to tune for kinds of machines, gives what became of each: the jobs of a fleet. */
@NullMarked
package org.lanewise.db.fleet;

import org.jspecify.annotations.NullMarked;
