/**
 * Takes trials and results, gives them back after any crash: the tuning database in one H2 file.
 * {@link org.lanewise.db.h2.Databases#open} is the way in.
 */
@NullMarked
package org.lanewise.db.h2;

import org.jspecify.annotations.NullMarked;
