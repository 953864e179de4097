package org.lanewise.tuner.peers.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.db.MachineLimits;

/** What the measuring JVM answers to a {@link Question}. */
@Json
@Json.SubType(type = Answer.ThisMachine.class)
@Json.SubType(type = Answer.Limits.class)
@Json.SubType(type = Answer.Contenders.class)
@Json.SubType(type = Answer.Right.class)
@Json.SubType(type = Answer.Wrong.class)
@Json.SubType(type = Answer.Times.class)
public sealed interface Answer {
    /** To {@link Question.WhichMachine}. */
    record ThisMachine(Machine machine) implements Answer {}

    /** To {@link Question.Limits}. */
    record Limits(MachineLimits limits) implements Answer {}

    /** To {@link Question.Open}: names of who will be compared, Lanewise first. */
    record Contenders(List<String> names) implements Answer {}

    /** To {@link Question.Prove}. */
    sealed interface Verdict extends Answer {
        /** What the contender computes with, in its own words; empty if it does not. */
        String implementation();
    }

    /**
     * The contender takes part.
     *
     * @param implementation what it computes with, in its own words
     * @param sameLayout whether its tensors lie as the workload says
     */
    record Right(String implementation, boolean sameLayout) implements Verdict {}

    /**
     * The contender does not take part.
     *
     * @param implementation what it computes with, empty if it does not compute
     * @param why what is wrong with it
     */
    record Wrong(String implementation, String why) implements Verdict {}

    /** To {@link Question.Round}: nanoseconds a run of all that take part, in their order. */
    record Times(List<Double> nanos) implements Answer {}
}
