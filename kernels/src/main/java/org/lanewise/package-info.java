/** Takes whatever goes wrong in this library, gives it the type that one handler catches. */
@NullMarked
package org.lanewise;

import org.jspecify.annotations.NullMarked;
