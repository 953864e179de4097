package org.lanewise.codegen.lower;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.codegen.ir.Int;
import org.lanewise.schedule.Borders;
import org.lanewise.schedule.Plan;
import org.lanewise.workload.Layout;
import org.lanewise.workload.Workload;

/**
 * Channel units that run the same code: those whose channels are all there, and the others. NHWC
 * pixels of fewer channels than a vector has lanes do not fill it, and channels leave room in the
 * last block of layouts that have blocks. Vectors of NHWC pixels that overlap are all alike, unless
 * a channel has several outputs.
 *
 * @param from first unit
 * @param to unit behind the last one
 * @param units all units of an image
 * @param inputLanes lanes of the input vectors that memory holds, 0 for all
 * @param outputLanes lanes of the output vectors that memory holds, 0 for all
 * @param filled channels of an output block that are no filling, 0 for all
 * @param suffix tells its methods from those of other spans
 */
record ChannelSpan(
        int from, int to, int units, int inputLanes, int outputLanes, int filled, String suffix) {

    /** The spans of a kernel, none empty. */
    static List<ChannelSpan> of(Plan plan) {
        Layout layout = plan.workload().layout();
        Stream<ChannelSpan> spans =
                layout.blocked()
                        ? blocks(plan)
                        : layout.channelsTogether()
                                ? pixels(plan)
                                : Stream.of(full(0, plan.channelUnits(), plan.channelUnits()));
        return spans.filter(span -> span.from < span.to).toList();
    }

    private static ChannelSpan full(int from, int to, int units) {
        return new ChannelSpan(from, to, units, 0, 0, 0, "");
    }

    private static Stream<ChannelSpan> blocks(Plan plan) {
        int block = plan.workload().layout().block();
        int channels = plan.workload().outputChannels();
        int whole = channels / block;
        int units = plan.channelUnits();
        return Stream.of(
                full(0, whole, units),
                new ChannelSpan(whole, units, units, 0, 0, channels % block, "filled"));
    }

    /** The last outputs are made of other lanes of their input vector where that overlaps. */
    private static Stream<ChannelSpan> overlapping(Plan plan) {
        int units = plan.channelUnits();
        int alike = plan.spreads() ? fullInputs(plan) : units;
        return Stream.of(
                full(0, alike, units),
                new ChannelSpan(alike, units, units, 0, 0, 0, "overlapping"));
    }

    private static int fullInputs(Plan plan) {
        Workload workload = plan.workload();
        return workload.channels() / plan.schedule().lanes() * workload.multiplier();
    }

    private static Stream<ChannelSpan> pixels(Plan plan) {
        if (plan.inputVectors().overlap()) {
            return overlapping(plan);
        }
        Workload workload = plan.workload();
        int units = plan.channelUnits();
        int lanes = plan.schedule().lanes();
        // A frame holds whole vectors.
        boolean framed = plan.schedule().borders() == Borders.FRAMED;
        int inputLanes = framed ? 0 : workload.channels() % lanes;
        int outputLanes = workload.outputChannels() % lanes;
        int fullOutputs = workload.outputChannels() / lanes;
        int fullInputs = inputLanes == 0 ? fullOutputs : fullInputs(plan);
        return Stream.of(
                full(0, fullInputs, units),
                new ChannelSpan(fullInputs, fullOutputs, units, inputLanes, 0, 0, "inputTail"),
                new ChannelSpan(fullOutputs, units, units, inputLanes, outputLanes, 0, "tail"));
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
        int last = Math.max(outputLanes, filled);
        if (last > 0) {
            return ", the last " + last + " channels";
        }
        if (inputLanes > 0) {
            return ", from the last " + inputLanes + " input channels";
        }
        return from > 0 ? ", channels of the last input vector, which overlaps" : "";
    }
}
