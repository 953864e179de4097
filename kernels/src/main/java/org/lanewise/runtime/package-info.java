/**
 * Takes a best configuration, gives ready-to-run convolutions: what an application uses, together
 * with {@link org.lanewise.workload.Workload}.
 */
@NullMarked
package org.lanewise.runtime;

import org.jspecify.annotations.NullMarked;
