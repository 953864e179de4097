package org.lanewise.codegen.lower;

import java.util.List;
import org.lanewise.codegen.ir.Int;
import org.lanewise.codegen.ir.Term;
import org.lanewise.schedule.ChannelVectors;
import org.lanewise.schedule.Plan;
import org.lanewise.schedule.Strides;

/**
 * Counts output vectors and the input vectors they read, see {@link Plan#spreads}; with lanes along
 * the width, output channels and their input channels.
 *
 * @param parts vectors of a channel unit
 * @param multiplier output vectors of each input vector
 * @param vectors those of an input pixel
 */
record InputVector(int parts, int multiplier, ChannelVectors vectors) {
    static InputVector of(Plan plan) {
        return new InputVector(
                plan.vectorsOfUnit(), plan.workload().multiplier(), plan.inputVectors());
    }

    /** The output vector that the channel loops are at. */
    private Int output() {
        return parts == 1 ? Counters.C : Counters.C.times(parts).plus(Counters.PART);
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
        return divided(vectors(Counters.C0));
    }

    /** Input vector behind the last of them. */
    Int end() {
        return multiplier == 1
                ? vectors(Counters.C1)
                : divided(vectors(Counters.C1).minus(Int.of(1))).plus(Int.of(1));
    }

    /** The input vector, counted from the first of the task. */
    Int indexInTask() {
        return index().minus(first());
    }

    /** Where the input vector lies in a tensor. */
    List<Term> inTensor(Strides tensor) {
        if (parts == 1) {
            return List.of(inPixel(index(), tensor));
        }
        return multiplier == 1
                ? List.of(
                        new Term(Counters.C, tensor.unit()), new Term(Counters.PART, tensor.part()))
                : inBlocks(index(), tensor);
    }

    /** Where an input vector lies in a tensor without blocks. */
    Term inPixel(Int vector, Strides tensor) {
        return ChannelTerm.of(vectors, vector, tensor.unit());
    }

    /** Where an input vector lies in a tensor of blocks. */
    List<Term> inBlocks(Int vector, Strides tensor) {
        return List.of(
                new Term(vector.dividedBy(parts), tensor.unit()),
                new Term(vector.modulo(parts), tensor.part()));
    }

    private Int vectors(Int units) {
        return parts == 1 ? units : units.times(parts);
    }

    private Int divided(Int outputVector) {
        return multiplier == 1 ? outputVector : outputVector.dividedBy(multiplier);
    }
}
