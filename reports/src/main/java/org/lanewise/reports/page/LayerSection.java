package org.lanewise.reports.page;

import java.util.List;
import org.lanewise.reports.Panel;
import org.lanewise.reports.panels.Layers;

/**
 * A layer's part of a page.
 *
 * @param summary its row in the table of layers
 * @param panels its panels
 */
public record LayerSection(Layers.Row summary, List<Panel> panels) {
    /** Keeps an unmodifiable copy. */
    public LayerSection {
        panels = List.copyOf(panels);
    }

    /**
     * The panel of a type.
     *
     * @throws java.util.NoSuchElementException if the section has none
     */
    public <P extends Panel> P panel(Class<P> type) {
        return panels.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
