package org.lanewise.tuner.features;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;

/** One-hot features of the knobs that are choices, not sizes. */
final class KnobFeatures {
    private KnobFeatures() {}

    static List<Feature> all() {
        return Knobs.KNOBS.stream().flatMap(KnobFeatures::oneHot).toList();
    }

    private static <T> Stream<Feature> oneHot(Knob<T> knob) {
        return knob.all().stream()
                .map(value ->
                        Feature.flag(
                                knob.name() + "." + knob.text(value),
                                knob.name() + " is " + knob.text(value),
                                counts -> counts.schedule().get(knob).equals(value)));
    }
}
