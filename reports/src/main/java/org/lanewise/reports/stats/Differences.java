package org.lanewise.reports.stats;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Comparisons that are shown together, corrected for their number. */
public final class Differences {
    /** Chance that one of the comparisons at least claims a difference that is none. */
    public static final double LEVEL = 0.05;

    private Differences() {}

    /**
     * Corrects by {@link Holm}'s method.
     *
     * @param contrasts empty where nothing could be compared
     * @return in the same order, empty at the same places
     */
    public static List<Optional<Difference>> of(List<Optional<Contrast>> contrasts) {
        List<Contrast> tests = contrasts.stream().flatMap(Optional::stream).toList();
        double[] p = tests.stream().mapToDouble(Contrast::p).toArray();
        double[] levels = Holm.levels(p, LEVEL);
        double[] adjusted = Holm.adjusted(p);
        Iterator<Difference> differences =
                IntStream.range(0, p.length)
                        .mapToObj(test -> tests.get(test).at(levels[test], adjusted[test]))
                        .iterator();
        List<Optional<Difference>> all = new ArrayList<>();
        for (Optional<Contrast> contrast : contrasts) {
            all.add(contrast.map(known -> differences.next()));
        }
        return all;
    }

    /**
     * The same of measurements by what they are of, for whoever shows some of them more than once:
     * each is one comparison.
     *
     * @param contrasts empty where nothing could be compared
     * @return in the same order, empty at the same places
     */
    public static <K> Map<K, Optional<Difference>> of(Map<K, Optional<Contrast>> contrasts) {
        Iterator<Optional<Difference>> differences = of(List.copyOf(contrasts.values())).iterator();
        Map<K, Optional<Difference>> all = new LinkedHashMap<>();
        contrasts.keySet().forEach(key -> all.put(key, differences.next()));
        return all;
    }
}
