package org.lanewise.tuner.suites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanewise.workload.InvalidWorkloadException;

/** Chooses layers of a suite by their names, which may hold any characters, commas too. */
public final class LayerChoice {
    private final Suite suite;

    private LayerChoice(Suite suite) {
        this.suite = suite;
    }

    /**
     * The layers that are meant.
     *
     * @param wanted a number, for the first so many layers, or names with commas between them; a
     *     layer whose name is a number is meant by it
     * @throws InvalidWorkloadException if there is no layer of a name
     */
    public static List<Layer> of(Suite suite, String wanted) {
        LayerChoice choice = new LayerChoice(suite);
        if (wanted.matches("[1-9]\\d{0,5}") && choice.find(wanted).isEmpty()) {
            return suite.first(Integer.parseInt(wanted)).layers();
        }
        return choice.named(wanted);
    }

    private List<Layer> named(String wanted) {
        List<String> parts = Arrays.asList(wanted.split(",", -1));
        List<Layer> layers = new ArrayList<>();
        int from = 0;
        while (from < parts.size()) {
            int to = longestName(parts, from);
            layers.add(require(text(parts, from, to)));
            from = to;
        }
        return layers;
    }

    /** The end of the longest name that begins here; of one part if none does. */
    private int longestName(List<String> parts, int from) {
        for (int to = parts.size(); to > from + 1; to--) {
            if (find(text(parts, from, to)).isPresent()) {
                return to;
            }
        }
        return from + 1;
    }

    private static String text(List<String> parts, int from, int to) {
        return String.join(",", parts.subList(from, to));
    }

    private Layer require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new InvalidWorkloadException(
                                "The suite "
                                        + suite.name()
                                        + " has no layer '"
                                        + name.strip()
                                        + "'; its layers are "
                                        + suite.layers().stream()
                                                .map(Layer::name)
                                                .distinct()
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    /** The name itself, or failing that the name without regard to capitals and outer blanks. */
    private Optional<Layer> find(String name) {
        Optional<Layer> exact =
                suite.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
        return exact.or(() ->
                suite.layers().stream()
                        .filter(layer -> layer.name().strip().equalsIgnoreCase(name.strip()))
                        .findFirst());
    }
}
