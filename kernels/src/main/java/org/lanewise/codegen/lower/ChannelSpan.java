package org.lanewise.codegen.lower;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.codegen.ir.Int;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Channel units that run the same code: those whose vectors are full, and on NHWC, the only layout
 * that can end in a vector which memory does not fill, the others.
 *
 * @param from first unit
 * @param to unit behind the last one
 * @param units all units of an image
 * @param inputLanes lanes of the input vectors that memory holds, 0 for all
 * @param outputLanes lanes of the output vectors that memory holds, 0 for all
 * @param suffix tells its methods from those of other spans
 */
record ChannelSpan(int from, int to, int units, int inputLanes, int outputLanes, String suffix) {

    /** The spans of a kernel, none empty. */
    static List<ChannelSpan> of(Plan plan) {
        Workload workload = plan.workload();
        Schedule schedule = plan.schedule();
        int units = plan.channelUnits();
        if (workload.layout() != Layout.NHWC) {
            return List.of(new ChannelSpan(0, units, units, 0, 0, ""));
        }
        int lanes = schedule.lanes();
        // A frame holds whole vectors.
        int inputLanes = schedule.borders() == Borders.FRAMED ? 0 : workload.channels() % lanes;
        int outputLanes = workload.outputChannels() % lanes;
        int fullOutputs = workload.outputChannels() / lanes;
        int fullInputs =
                inputLanes == 0 ? fullOutputs : workload.channels() / lanes * workload.multiplier();
        List<ChannelSpan> spans = new ArrayList<>();
        spans.add(new ChannelSpan(0, fullInputs, units, 0, 0, ""));
        spans.add(new ChannelSpan(fullInputs, fullOutputs, units, inputLanes, 0, "inputTail"));
        spans.add(new ChannelSpan(fullOutputs, units, units, inputLanes, outputLanes, "tail"));
        spans.removeIf(span -> span.from == span.to);
        return spans;
    }

    /** Whether no other span is left. */
    boolean all() {
        return from == 0 && to == units;
    }

    /** The span's part of a task's units {@code c0..c1}: its first unit. */
    Int first() {
        return from == 0 ? Counters.C0 : Counters.C0.atLeast(Int.of(from));
    }

    /** Likewise the unit behind its last one. */
    Int end() {
        return to == units ? Counters.C1 : Counters.C1.atMost(Int.of(to));
    }

    /** What tells the span from the others, for the reader. */
    String note() {
        if (outputLanes > 0) {
            return ", the last " + outputLanes + " channels";
        }
        return inputLanes > 0 ? ", from the last " + inputLanes + " input channels" : "";
    }
}
