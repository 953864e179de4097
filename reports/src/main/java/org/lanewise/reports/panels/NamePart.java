package org.lanewise.reports.panels;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.schedule.Choice;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;

/**
 * What one part of a schedule's name stands for, in any schedule.
 *
 * @param part as it is written, N for a number
 * @param knob the knob that it is a value of
 * @param meaning one sentence
 */
public record NamePart(String part, String knob, String meaning) {
    /** Every part of every name, in the order of names. */
    public static List<NamePart> all() {
        return Knobs.KNOBS.stream().flatMap(NamePart::of).toList();
    }

    /** What a knob's values are written as: a size, or each of its choices. */
    public static Stream<NamePart> of(Knob<?> knob) {
        return knob.choices().isEmpty()
                ? Stream.of(new NamePart(knob.form(), knob.name(), knob.about() + "."))
                : knob.choices().stream().map(choice -> of(knob, choice));
    }

    private static NamePart of(Knob<?> knob, Choice choice) {
        boolean unsaid = knob.unsaid().filter(choice::equals).isPresent();
        return new NamePart(unsaid ? "" : choice.text(), knob.name(), choice.meaning());
    }
}
