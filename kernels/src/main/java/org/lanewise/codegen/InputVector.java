package org.lanewise.codegen;

import java.util.List;
import org.lanewise.schedule.InputChannels;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.Strides;
import org.lanewise.workload.Workload;

/**
 * Counts output vectors and the input vectors they read, see {@link InputChannels}; with lanes
 * along the width, output channels and their input channels.
 *
 * @param parts vectors of a channel unit
 * @param multiplier output vectors of each input vector
 */
record InputVector(int parts, int multiplier) {
    static InputVector of(Workload workload, Schedule schedule) {
        return new InputVector(InputChannels.parts(workload, schedule), workload.multiplier());
    }

    /** The output vector that the channel loops are at. */
    Int output() {
        Int unit = Int.of("c").times(parts);
        return parts == 1 ? Int.of("c") : unit.plus(Int.of("part"));
    }

    /** Its place among the {@code multiplier} vectors of outputs of one vector of inputs. */
    Int outputInInput() {
        return output().modulo(multiplier);
    }

    /** The input vector it reads. */
    private Int index() {
        return divided(output());
    }

    /** First input vector of the task's units {@code c0..c1}. */
    Int first() {
        return divided(vectors("c0"));
    }

    /** Input vector behind the last of them. */
    Int end() {
        return multiplier == 1
                ? vectors("c1")
                : divided(vectors("c1").minus(Int.of(1))).plus(Int.of(1));
    }

    /** The input vector, counted from the first of the task. */
    Int indexInTask() {
        return index().minus(first());
    }

    /** Where the input vector lies in a tensor. */
    List<Term> inTensor(Strides tensor) {
        if (parts == 1) {
            return List.of(new Term(index(), tensor.unit()));
        }
        return multiplier == 1
                ? List.of(
                        new Term(Int.of("c"), tensor.unit()),
                        new Term(Int.of("part"), tensor.part()))
                : inBlocks(index(), tensor);
    }

    /** Where an input vector lies in a tensor of blocks. */
    List<Term> inBlocks(Int vector, Strides tensor) {
        return List.of(
                new Term(vector.dividedBy(parts), tensor.unit()),
                new Term(vector.modulo(parts), tensor.part()));
    }

    private Int vectors(String unit) {
        return parts == 1 ? Int.of(unit) : Int.of(unit).times(parts);
    }

    private Int divided(Int outputVector) {
        return multiplier == 1 ? outputVector : outputVector.dividedBy(multiplier);
    }
}
