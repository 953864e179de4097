package org.lanewise.reports.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.inference.OneWayAnova;

/** How much of the spread of some figures goes along with a choice made for each. */
public final class Importance {
    private Importance() {}

    /**
     * The share of the variance between the groups, less what chance puts there: omega squared of
     * the one-way analysis of variance.
     *
     * @param choices the choice behind each figure
     * @param figures one for each choice
     * @return from 0 to 1; 0 where there is one choice, or no choice was made twice
     */
    public static double of(List<?> choices, double[] figures) {
        Map<Object, List<Double>> groups = new LinkedHashMap<>();
        for (int i = 0; i < figures.length; i++) {
            groups.computeIfAbsent(choices.get(i), none -> new ArrayList<>()).add(figures[i]);
        }
        if (groups.size() < 2 || groups.size() == figures.length) {
            return 0;
        }
        OneWayAnova.Result anova =
                OneWayAnova.withDefaults()
                        .test(
                                groups.values().stream()
                                        .map(group ->
                                                group.stream()
                                                        .mapToDouble(Double::doubleValue)
                                                        .toArray())
                                        .toList());
        int free = groups.size() - 1;
        double within = anova.getMSWG();
        double between = free * anova.getMSBG();
        double total = between + (figures.length - groups.size()) * within;
        return total + within == 0 ? 0 : Math.max(0, (between - free * within) / (total + within));
    }
}
