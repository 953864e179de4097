/**
 * Takes facts, gives lines of JSON, and back: how what one database holds comes into another, or
 * into other programs. What a line says is not believed before it is checked.
 */
@NullMarked
package org.lanewise.db.lines;

import org.jspecify.annotations.NullMarked;
