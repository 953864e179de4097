/** Takes what a file shall hold, gives the file, whole or not at all. */
@NullMarked
package org.lanewise.files;

import org.jspecify.annotations.NullMarked;
