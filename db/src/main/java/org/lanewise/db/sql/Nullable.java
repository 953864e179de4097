package org.lanewise.db.sql;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * What a row may lack, because a database that is only read can be older than the column. Jdbi goes
 * by the annotation's simple name, at run time, where JSpecify's is not on the class path.
 */
@Retention(RetentionPolicy.RUNTIME)
@interface Nullable {}
