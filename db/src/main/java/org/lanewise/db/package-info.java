/** Takes measured outcomes, gives them back: the durable memory of every trial, in one H2 file. */
@NullMarked
package org.lanewise.db;

import org.jspecify.annotations.NullMarked;
