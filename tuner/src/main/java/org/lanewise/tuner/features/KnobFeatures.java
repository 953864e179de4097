package org.lanewise.tuner.features;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lanewise.schedule.Access;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.LoopOrder;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Unroll;
import org.lanewise.schedule.VectorAxis;
import org.lanewise.schedule.Weights;

/** One-hot features of the knobs that are choices, not sizes. */
final class KnobFeatures {
    private KnobFeatures() {}

    static List<Feature> all() {
        return Stream.of(
                        oneHot("axis", VectorAxis.values(), Schedule::axis),
                        oneHot("order", LoopOrder.values(), Schedule::order),
                        oneHot("unroll", Unroll.values(), Schedule::unroll),
                        oneHot("weights", Weights.values(), Schedule::weights),
                        oneHot("access", Access.values(), Schedule::access),
                        oneHot("borders", Borders.values(), Schedule::borders))
                .flatMap(Function.identity())
                .toList();
    }

    private static <E extends Enum<E>> Stream<Feature> oneHot(
            String knob, E[] values, Function<Schedule, E> choice) {
        return Arrays.stream(values)
                .map(value ->
                        Feature.flag(
                                knob + "." + value.name().toLowerCase(Locale.ROOT),
                                knob + " is " + value.name(),
                                plan -> choice.apply(plan.schedule()) == value));
    }
}
