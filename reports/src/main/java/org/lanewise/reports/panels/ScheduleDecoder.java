package org.lanewise.reports.panels;

import java.util.List;
import org.lanewise.schedule.Knob;
import org.lanewise.schedule.Knobs;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;

/** Explains the parts of a schedule's name, as they act in one kernel. */
final class ScheduleDecoder {
    private ScheduleDecoder() {}

    /** One line a knob, in the order of the name; what is not said there has an empty part. */
    static List<KnobLine> decode(Plan plan) {
        return Knobs.KNOBS.stream().map(knob -> line(knob, plan)).toList();
    }

    private static KnobLine line(Knob<?> knob, Plan plan) {
        Schedule schedule = plan.schedule();
        return new KnobLine(
                knob.partOf(schedule).replaceFirst("^_", ""),
                knob.name(),
                knob.textOf(schedule),
                knob.meaningOf(plan));
    }
}
