/**
 * Takes a suite and a budget, gives a best configuration: the loop of propose, measure, record,
 * retrain, and the confirmation of its finalists.
 */
@NullMarked
package org.lanewise.tuner.session;

import org.jspecify.annotations.NullMarked;
