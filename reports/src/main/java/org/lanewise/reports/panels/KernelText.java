package org.lanewise.reports.panels;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
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
    record Generated(String className, String loopNest, String java) implements KernelText {
        /**
         * The Java, packed by gzip and written in base64: it says the same many times over, and
         * twenty of them would be a third of a page.
         */
        public String packed() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream packing = new GZIPOutputStream(bytes)) {
                packing.write(java.getBytes(StandardCharsets.UTF_8));
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        }
    }

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
