/** Takes sizes, gives native memory, or says who needed it where there is none. */
@NullMarked
package org.lanewise.memory;

import org.jspecify.annotations.NullMarked;
