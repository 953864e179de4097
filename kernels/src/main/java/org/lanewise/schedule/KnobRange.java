package org.lanewise.schedule;

import java.util.Collection;
import java.util.List;

/**
 * One dimension of a {@link ScheduleSpace}: a knob and the values worth trying for one workload on
 * one target.
 *
 * @param knob what is chosen
 * @param values its values, at least one
 */
public record KnobRange<T>(Knob<T> knob, List<T> values) {
    /** Keeps an unmodifiable copy. */
    public KnobRange {
        values = List.copyOf(values);
    }

    /** The knob's name. */
    public String name() {
        return knob.name();
    }

    /** Number of values. */
    public int size() {
        return values.size();
    }

    /** The values as texts. */
    public List<String> texts() {
        return values.stream().map(knob::text).toList();
    }

    /** Position of a schedule's value in {@link #values}, or -1 if it is not among them. */
    public int indexOf(Schedule schedule) {
        return values.indexOf(schedule.get(knob));
    }

    /**
     * The same knob with only some of its values, in the order of {@link #values}.
     *
     * @param texts of values
     * @throws InvalidScheduleException if one is not among them, or none is given
     */
    KnobRange<T> keeping(Collection<String> texts) {
        List<T> wanted = texts.stream().map(this::member).toList();
        if (wanted.isEmpty()) {
            throw new InvalidScheduleException(
                    "The knob "
                            + name()
                            + " needs a value, one of "
                            + String.join(", ", texts())
                            + ".");
        }
        return new KnobRange<>(knob, values.stream().filter(wanted::contains).toList());
    }

    private T member(String text) {
        T value = knob.parse(text);
        if (!values.contains(value)) {
            throw new InvalidScheduleException(
                    "The knob "
                            + name()
                            + " has no value '"
                            + text
                            + "' here; its values are "
                            + String.join(", ", texts())
                            + ".");
        }
        return value;
    }
}
