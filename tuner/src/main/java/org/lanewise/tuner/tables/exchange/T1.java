package org.lanewise.tuner.tables.exchange;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanewise.tuner.space.Parameter;

/**
 * The input format T1: of it the parameters and the order of their values are read. Its constraints
 * are expressions of Python; the table shows which configurations satisfy them.
 */
final class T1 {
    private static final Pattern LIST = Pattern.compile("\\s*[\\[(](.*)[\\])]\\s*", Pattern.DOTALL);

    private T1() {}

    /**
     * Values by parameter, in the order of the file.
     *
     * @throws IllegalArgumentException if it is no T1
     */
    static Map<String, List<String>> parameters(Map<String, Object> file) {
        Map<?, ?> space = Json.object(file.get("ConfigurationSpace"), "its 'ConfigurationSpace'");
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Object entry : Json.list(space.get("TuningParameters"), "its 'TuningParameters'")) {
            Map<?, ?> parameter = Json.object(entry, "a parameter");
            parameters.put(Json.text(parameter.get("Name")), values(parameter.get("Values")));
        }
        return parameters;
    }

    /** A list, or the text of one; none for what is neither, such as a call of range. */
    private static List<String> values(@Nullable Object values) {
        if (values instanceof List<?> list) {
            return list.stream().map(Json::text).toList();
        }
        var matcher = LIST.matcher(String.valueOf(values));
        return matcher.matches()
                ? Arrays.stream(matcher.group(1).split(",", -1)).map(T1::value).toList()
                : List.of();
    }

    private static String value(String text) {
        String bare = text.strip().replaceAll("^['\"]|['\"]$", "");
        return Parameter.isNumber(bare) ? Json.text(Double.valueOf(bare)) : bare;
    }
}
