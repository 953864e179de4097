/**
 * Takes trials and results, gives them back after any crash: the tuning database in one H2 file, or
 * on a PostgreSQL server that many hosts share. {@link org.lanewise.db.sql.Databases#open} is the
 * way in.
 */
@NullMarked
package org.lanewise.db.sql;

import org.jspecify.annotations.NullMarked;
