package org.lanewise.tuner.tables.exchange;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON as the writers of such files understand it; says in one sentence what it is not. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Python writes what JSON has no numbers for; a text, the first group, may hold it, too. */
    private static final Pattern TEXT_OR_NO_NUMBER =
            Pattern.compile("(\"(?:[^\"\\\\]++|\\\\.)*+\")|-?(?:NaN|Infinity)\\b");

    private Json() {}

    /**
     * @throws IllegalArgumentException if the text is no object
     */
    static Map<String, Object> parse(String text) {
        try {
            return MAPPER.fromJsonObject(
                    TEXT_OR_NO_NUMBER
                            .matcher(text)
                            .replaceAll(found ->
                                    found.group(1) == null
                                            ? "null"
                                            : Matcher.quoteReplacement(found.group(1))));
        } catch (JsonException
                | ClassCastException
                | IllegalStateException
                | StackOverflowError malformed) {
            throw new IllegalArgumentException("it is no JSON object.", malformed);
        }
    }

    static Map<?, ?> object(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException(what + " is no JSON object.");
    }

    static List<?> list(@Nullable Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(what + " is no JSON list.");
    }

    /** A number, or 0 for what is none: files leave out the times that were not taken. */
    static double numberOrZero(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    /** The sum of a list of numbers. */
    static double sum(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().mapToDouble(Json::numberOrZero).sum()
                : numberOrZero(value);
    }

    /** A parameter's value: 16 and 16.0 are the same one. */
    static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            double exact = number.doubleValue();
            return exact == Math.rint(exact) && Math.abs(exact) < 1e15
                    ? Long.toString((long) exact)
                    : Double.toString(exact);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        }
        return String.valueOf(value);
    }
}
