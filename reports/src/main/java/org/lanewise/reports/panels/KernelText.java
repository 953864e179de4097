package org.lanewise.reports.panels;

import org.lanewise.codegen.KernelSource;
import org.lanewise.codegen.lower.Lowering;
import org.lanewise.codegen.print.LoopNestPrinter;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/** The code of a schedule, for reading. */
public sealed interface KernelText {
    /**
     * The code.
     *
     * @param className name of the class
     * @param loopNest the loops, with the knob that made each
     * @param java the generated source
     */
    record Generated(String className, String loopNest, String java) implements KernelText {}

    /**
     * There is none.
     *
     * @param reason one sentence
     */
    record Unavailable(String reason) implements KernelText {}

    /** Generates the code of a schedule; a schedule that breaks a rule gives the reason instead. */
    static KernelText of(Workload workload, Schedule schedule, Target target) {
        LegalSchedule legal;
        try {
            legal = ScheduleSpace.of(workload, target).admit(schedule);
        } catch (InvalidScheduleException illegal) {
            // An older Lanewise may have allowed what this one does not; the numbers of such a run
            // are still worth showing.
            return new Unavailable(String.valueOf(illegal.getMessage()));
        }
        KernelSource source = KernelSource.of(legal);
        return new Generated(
                source.className(), LoopNestPrinter.print(Lowering.lower(legal)), source.text());
    }
}
