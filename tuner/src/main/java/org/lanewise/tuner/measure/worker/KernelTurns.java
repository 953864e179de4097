package org.lanewise.tuner.measure.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lanewise.db.Outcome;
import org.lanewise.tuner.measure.protocol.Request;

/**
 * Times kernels in turns in this JVM, each round beginning with another one: what disturbs the
 * machine for longer than a round disturbs all alike.
 */
final class KernelTurns {
    /** A kernel that takes part, or what became of it instead. */
    private sealed interface Entry {
        record Sound(Subject kernel, double warmUpMs, double settledNs, List<Double> samplesNs)
                implements Entry {}

        record Failed(Outcome outcome) implements Entry {}
    }

    /** Times a kernel for a turn, nanoseconds a run. */
    @FunctionalInterface
    private interface Turn {
        List<Double> samples(Subject kernel, int round);
    }

    /** In a longer turn of JMH more of what disturbs the machine would hit one kernel alone. */
    private static final int ITERATIONS_A_TURN = 2;

    /** JMH's own loop is compiled since the first turn. */
    private static final Duration LOOP_WARM_UP = Duration.ofMillis(3);

    private static final String NOT_COMPILED =
            "HotSpot did not compile it in a fresh JVM in the time given.";

    private final List<Entry> entries;
    private final Request.Plan plan;

    private KernelTurns(List<Subject> kernels, Request.Plan plan, String slow) {
        this.entries = kernels.stream().map(kernel -> proved(kernel, plan, slow)).toList();
        this.plan = plan;
    }

    /**
     * Proves and times kernels by short looks, caches hot.
     *
     * @param plan its iterations are the rounds
     * @return what became of each, in their order
     */
    static List<Outcome> outcomes(List<Subject> kernels, Request.Plan plan) {
        KernelTurns turns = new KernelTurns(kernels, plan, "");
        long length = 1_000_000L * plan.iterationMs();
        turns.take(turns.iterations(), (kernel, round) -> List.of(kernel.look(length)));
        return turns.outcomes();
    }

    /**
     * Proves kernels and has JMH time them.
     *
     * @param plan its iterations are shared out over the rounds
     * @return what became of each, in their order
     */
    static List<Outcome> byJmh(List<Subject> kernels, Request.Plan plan) {
        KernelTurns turns = new KernelTurns(kernels, plan, NOT_COMPILED);
        int iterations = turns.iterations();
        int each = kernels.size() == 1 ? iterations : ITERATIONS_A_TURN;
        turns.take(
                Math.ceilDiv(iterations, each),
                (kernel, round) ->
                        Jmh.samples(
                                kernel,
                                plan.withIterations(Math.min(each, iterations - round * each)),
                                round == 0 ? Duration.ofMillis(plan.iterationMs()) : LOOP_WARM_UP));
        return turns.outcomes();
    }

    private List<Entry.Sound> sound() {
        return entries.stream()
                .filter(Entry.Sound.class::isInstance)
                .map(Entry.Sound.class::cast)
                .toList();
    }

    /** Those of the plan, or fewer of kernels that take long. */
    private int iterations() {
        return plan.affordable(sound().stream().mapToDouble(Entry.Sound::settledNs).sum())
                .iterations();
    }

    private void take(int rounds, Turn turn) {
        List<Entry.Sound> sound = sound();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < sound.size(); i++) {
                Entry.Sound next = sound.get((round + i) % sound.size());
                next.samplesNs().addAll(turn.samples(next.kernel(), round));
            }
        }
    }

    private List<Outcome> outcomes() {
        return entries.stream().map(KernelTurns::outcome).toList();
    }

    private static Entry proved(Subject kernel, Request.Plan plan, String slow) {
        return switch (kernel.prove(plan.warmUpLimitMs())) {
            case Subject.Proof.Right(double warmUpMs) -> {
                double settledNs = kernel.settle(plan.cache()).getLast();
                yield new Entry.Sound(kernel, warmUpMs, settledNs, new ArrayList<>());
            }
            case Subject.Proof.Wrong(String message) ->
                    new Entry.Failed(new Outcome.WrongResult(message));
            case Subject.Proof.Slow(long bytesPerCall) ->
                    new Entry.Failed(new Outcome.NotIntrinsified(bytesPerCall, slow));
        };
    }

    private static Outcome outcome(Entry entry) {
        return switch (entry) {
            case Entry.Sound sound -> Measurement.measured(sound.samplesNs(), sound.warmUpMs());
            case Entry.Failed(Outcome outcome) -> outcome;
        };
    }
}
