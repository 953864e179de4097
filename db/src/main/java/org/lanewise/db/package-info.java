/**
 * Takes trials with their outcomes, the results drawn from them and what machines can do at the
 * most, gives them back: the durable memory of tuning. Files and servers are the matter of {@code
 * sql}.
 */
@NullMarked
package org.lanewise.db;

import org.jspecify.annotations.NullMarked;
