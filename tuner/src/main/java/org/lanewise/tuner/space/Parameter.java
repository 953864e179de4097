package org.lanewise.tuner.space;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One dimension of a {@link Space}.
 *
 * @param name unique in its space
 * @param values as texts, in an order in which neighbours are alike
 * @param kind whether other values are another kind of program rather than another size of the same
 */
public record Parameter(String name, List<String> values, boolean kind) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** Keeps an unmodifiable copy. */
    public Parameter {
        values = List.copyOf(values);
    }

    /** Number of values. */
    public int size() {
        return values.size();
    }

    /** Whether all values are numbers. */
    public boolean numeric() {
        return values.stream().allMatch(Parameter::isNumber);
    }

    /** Whether a value is a number. */
    public static boolean isNumber(String value) {
        return NUMBER.matcher(value).matches();
    }
}
