/**
 * Takes JSON, gives what it holds by name, and the other way round. Objects are read as maps: an
 * application that loads a kernel pack waits for every class on the way, and adapters for each type
 * are many.
 */
@NullMarked
package org.lanewise.json;

import org.jspecify.annotations.NullMarked;
