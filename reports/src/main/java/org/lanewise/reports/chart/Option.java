package org.lanewise.reports.chart;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects in the words of ECharts' options. */
public final class Option {
    private Option() {}

    /**
     * An object.
     *
     * @param namesAndValues by turns a name and its value
     */
    public static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> option = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            option.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return option;
    }

    /** An object with more in it. */
    public static Map<String, Object> with(Map<String, Object> option, Object... namesAndValues) {
        Map<String, Object> more = new LinkedHashMap<>(option);
        more.putAll(of(namesAndValues));
        return more;
    }
}
