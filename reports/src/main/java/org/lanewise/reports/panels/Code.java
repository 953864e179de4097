package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.reports.Panel;
import org.lanewise.schedule.Schedule;

/**
 * The best schedule of a layer, decoded.
 *
 * @param layer the layer's name
 * @param schedule the schedule
 * @param knobs its name, part by part
 * @param kernel its code
 */
public record Code(String layer, Schedule schedule, List<KnobLine> knobs, KernelText kernel)
        implements Panel {
    /** Keeps an unmodifiable copy. */
    public Code {
        knobs = List.copyOf(knobs);
    }

    @Override
    public String title() {
        return "The best schedule";
    }

    @Override
    public String name() {
        return "code";
    }
}
