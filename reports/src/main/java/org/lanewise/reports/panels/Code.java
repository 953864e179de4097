package org.lanewise.reports.panels;

import java.util.List;
import java.util.OptionalInt;
import org.lanewise.reports.Panel;
import org.lanewise.schedule.Schedule;

/**
 * The best schedule of a layer, decoded.
 *
 * @param layer the layer's name
 * @param schedule the schedule
 * @param knobs its name, part by part
 * @param kernel its code, as this version of the generator makes it
 * @param measuredWith version of the generator that made what was measured; empty where it is this
 *     one, or no trial tells
 */
public record Code(
        String layer,
        Schedule schedule,
        List<KnobLine> knobs,
        KernelText kernel,
        OptionalInt measuredWith)
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
