package org.lanewise.schedule;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * One dimension of a {@link ScheduleSpace}: a knob and the values worth trying for one workload.
 *
 * @param name the knob's name as in {@link Schedule}
 * @param values its values as texts, at least one
 * @param valueOf reads the knob's value off a schedule, as such a text
 */
public record Knob(String name, List<String> values, Function<Schedule, String> valueOf) {
    /** Keeps an unmodifiable copy. */
    public Knob {
        values = List.copyOf(values);
    }

    /** Position of a schedule's value in {@link #values}, or -1 if it is not among them. */
    public int indexOf(Schedule schedule) {
        return values.indexOf(valueOf.apply(schedule));
    }

    /** The same knob with only some of its values, in the order of {@link #values}. */
    Knob keeping(Collection<String> wanted) {
        for (String value : wanted) {
            if (values.stream().noneMatch(value::equalsIgnoreCase)) {
                throw new InvalidScheduleException(
                        "The knob "
                                + name
                                + " has no value '"
                                + value
                                + "' here; its values are "
                                + String.join(", ", values)
                                + ".");
            }
        }
        if (wanted.isEmpty()) {
            throw new InvalidScheduleException(
                    "The knob "
                            + name
                            + " needs a value, one of "
                            + String.join(", ", values)
                            + ".");
        }
        return new Knob(
                name,
                values.stream()
                        .filter(value -> wanted.stream().anyMatch(value::equalsIgnoreCase))
                        .toList(),
                valueOf);
    }
}
