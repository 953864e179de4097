package org.lanewise.tuner.search.optaplanner;

import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/**
 * Planning entity: the value of one parameter. One entity a parameter, rather than one entity with
 * all parameters as variables, keeps each move a change of one small value range.
 */
@PlanningEntity
public class ParameterChoice {
    @PlanningId private int parameter;

    private int values;

    @PlanningVariable(valueRangeProviderRefs = "positions")
    private Integer position = 0;

    /** For OptaPlanner, which clones entities field by field. */
    public ParameterChoice() {}

    ParameterChoice(int parameter, int values, int position) {
        this.parameter = parameter;
        this.values = values;
        this.position = position;
    }

    /** Positions of the parameter's values. */
    @ValueRangeProvider(id = "positions")
    public CountableValueRange<Integer> positions() {
        return ValueRangeFactory.createIntValueRange(0, values);
    }

    int parameter() {
        return parameter;
    }

    int position() {
        return position;
    }
}
