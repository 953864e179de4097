package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.reports.Panel;

/**
 * What holds a layer's best kernel back.
 *
 * @param layer the layer's name
 * @param findings the rules that apply, in the order of a reader's interest
 */
public record Limits(String layer, List<Finding> findings) implements Panel {
    /**
     * What one rule says.
     *
     * @param what what was found, a sentence
     * @param gain what mending it would bring at the most, or that it is not known, a sentence
     * @param backing the recorded experiment that says so, or that there is none, a sentence
     */
    public record Finding(String what, String gain, String backing) {}

    /** Keeps an unmodifiable copy. */
    public Limits {
        findings = List.copyOf(findings);
    }

    @Override
    public String title() {
        return "What limits it";
    }

    @Override
    public String name() {
        return "limits";
    }
}
