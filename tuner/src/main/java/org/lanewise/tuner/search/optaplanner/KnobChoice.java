package org.lanewise.tuner.search.optaplanner;

import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/**
 * Planning entity: the value of one knob. One entity a knob, rather than one entity with all knobs
 * as variables, keeps each move a change of one small value range.
 */
@PlanningEntity
public class KnobChoice {
    @PlanningId private int knob;

    private int values;

    @PlanningVariable(valueRangeProviderRefs = "positions")
    private Integer position = 0;

    /** For OptaPlanner, which clones entities field by field. */
    public KnobChoice() {}

    KnobChoice(int knob, int values, int position) {
        this.knob = knob;
        this.values = values;
        this.position = position;
    }

    /** Positions of the knob's values. */
    @ValueRangeProvider(id = "positions")
    public CountableValueRange<Integer> positions() {
        return ValueRangeFactory.createIntValueRange(0, values);
    }

    int knob() {
        return knob;
    }

    int position() {
        return position;
    }
}
