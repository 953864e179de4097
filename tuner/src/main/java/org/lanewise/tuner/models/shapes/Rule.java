package org.lanewise.tuner.models.shapes;

import java.util.List;

/** What an operator makes of what is known of its inputs. */
@FunctionalInterface
interface Rule {
    /**
     * The outputs, in the node's order; those behind the last one told are unknown.
     *
     * @throws UndecidedException if that cannot be told
     */
    List<Fact> infer(Call call);
}
