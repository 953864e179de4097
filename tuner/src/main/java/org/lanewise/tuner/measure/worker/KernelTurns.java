package org.lanewise.tuner.measure.worker;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.config.CacheState;
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

    private KernelTurns() {}

    /**
     * Proves and times kernels, caches hot.
     *
     * @param plan its iterations are the rounds
     * @return what became of each, in their order
     */
    static List<Outcome> outcomes(List<Subject> kernels, Request.Plan plan) {
        List<Entry> entries = kernels.stream().map(kernel -> proved(kernel, plan)).toList();
        List<Entry.Sound> sound =
                entries.stream()
                        .filter(Entry.Sound.class::isInstance)
                        .map(Entry.Sound.class::cast)
                        .toList();
        long length = 1_000_000L * plan.iterationMs();
        double roundNs = sound.stream().mapToDouble(Entry.Sound::settledNs).sum();
        int rounds = plan.affordable(roundNs).iterations();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < sound.size(); turn++) {
                Entry.Sound next = sound.get((round + turn) % sound.size());
                next.samplesNs().add(next.kernel().look(length));
            }
        }
        return entries.stream().map(KernelTurns::outcome).toList();
    }

    private static Entry proved(Subject kernel, Request.Plan plan) {
        return switch (kernel.prove(plan.warmUpLimitMs())) {
            case Subject.Proof.Right(double warmUpMs) -> {
                double settledNs = kernel.settle(CacheState.HOT).getLast();
                yield new Entry.Sound(kernel, warmUpMs, settledNs, new ArrayList<>());
            }
            case Subject.Proof.Wrong(String message) ->
                    new Entry.Failed(new Outcome.WrongResult(message));
            case Subject.Proof.Slow(long bytesPerCall) ->
                    new Entry.Failed(new Outcome.NotIntrinsified(bytesPerCall, ""));
        };
    }

    private static Outcome outcome(Entry entry) {
        return switch (entry) {
            case Entry.Sound sound -> Measurement.measured(sound.samplesNs(), sound.warmUpMs());
            case Entry.Failed(Outcome outcome) -> outcome;
        };
    }
}
