package org.lanewise.db.lines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lanewise.LanewiseException;
import org.lanewise.codegen.KernelSource;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Asked;
import org.lanewise.db.Fact;
import org.lanewise.db.MachineLimits;
import org.lanewise.db.Outcome;
import org.lanewise.db.PeerTimes;
import org.lanewise.db.RunTime;
import org.lanewise.db.Trial;
import org.lanewise.schedule.InvalidScheduleException;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.target.Target;
import org.lanewise.workload.Workload;

/**
 * Whether a fact can be true: times are times, schedules keep the rules of their workload on their
 * machine, names are names. Not thread-safe: it remembers what schedules it has looked at.
 */
public final class FactCheck {
    /** Year 2200; what is later would make all later trials of a database older than itself. */
    private static final long LATEST = 7_258_118_400_000_000_000L;

    private static final int MOST_NAME = 1_000;

    /** H2 keeps no longer text, and no longer array. */
    private static final int LONGEST_MESSAGE = 1_000_000;

    private static final int MOST_SAMPLES = 60_000;
    private static final int MOST_PROCESSORS = 1 << 16;

    private record Use(Workload workload, Schedule schedule, Target target) {}

    private final Map<Use, Optional<String>> uses = new HashMap<>();

    /**
     * What is wrong with it.
     *
     * @return one sentence; empty if nothing is
     */
    public Optional<String> objection(Fact fact) {
        try {
            require(fact.stamp() > 0 && fact.stamp() < LATEST, "its stamp is no time");
            machine(fact.machine());
            switch (fact) {
                case Fact.OfTrial trial -> trial(trial);
                case Fact.OfResult result -> result(result);
                case Fact.OfLimits limits -> limits(limits.limits());
                case Fact.OfPeers peers -> peers(peers.times());
                case Fact.OfRun run -> run(run.time());
            }
            return Optional.empty();
        } catch (IllegalArgumentException | LanewiseException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static void machine(Machine machine) {
        require(
                machine.vectorBits() > 0 && machine.vectorBits() <= MOST_PROCESSORS,
                "its vectors have no width");
        require(
                machine.cores() > 0 && machine.cores() <= MOST_PROCESSORS,
                "its machine has no processors");
        for (String text : List.of(machine.cpu(), machine.isa(), machine.os(), machine.jdk())) {
            name(text);
        }
        Stream.of(machine.stepping(), machine.hypervisor())
                .filter(text -> !text.isEmpty())
                .forEach(FactCheck::name);
        machine.jvmFlags().forEach(FactCheck::name);
    }

    private void trial(Fact.OfTrial fact) {
        Trial trial = fact.trial();
        require(fact.generator() > 0, "its generator has no number");
        require(
                trial.strategy().matches("[A-Za-z0-9_.-]{1,64}"),
                "'" + trial.strategy() + "' is no name of a strategy");
        require(trial.outcome().words().length() <= LONGEST_MESSAGE, "its message is too long");
        if (trial.outcome() instanceof Outcome.Measured measured) {
            require(measured.samplesNs().size() <= MOST_SAMPLES, "it has too many samples");
            require(Double.isFinite(measured.time().highNs()), "its time is infinite");
            require(!measured.samplesNs().isEmpty(), "it was measured without samples");
            measured.samplesNs().forEach(sample -> time(sample, "sample"));
            require(
                    measured.warmUpMs() >= 0 && Double.isFinite(measured.warmUpMs()),
                    "its warm-up took no time");
        }
        trial.predicted()
                .ifPresent(speed -> require(Double.isFinite(speed), "its prediction is infinite"));
        // The rules of other generators are not known here.
        if (fact.generator() == KernelSource.GENERATOR) {
            legal(trial.workload(), trial.schedule(), fact.machine());
        }
    }

    private static void result(Fact.OfResult fact) {
        require(fact.generator() >= 0, "its generator has no number");
        BestConfig best = fact.best();
        name(best.suite());
        require(!best.layers().isEmpty(), "it has no layers");
        require(
                best.peakGflops() >= 0 && Double.isFinite(best.peakGflops()),
                "its peak is no speed");
        for (TunedLayer layer : best.layers()) {
            name(layer.layer());
            time(layer.bestTime().highNs(), "time");
            time(layer.defaultTime().highNs(), "time");
        }
    }

    private static void limits(MachineLimits limits) {
        require(limits.threads() > 0, "it has no threads");
        time(limits.peakGflops(), "peak");
        limits.levels()
                .forEach(level -> {
                    name(level.name());
                    require(level.capacityBytes() > 0, "a level of the memory holds nothing");
                    time(level.copyGbs(), "bandwidth");
                });
    }

    private static void peers(PeerTimes times) {
        require(times.threads() > 0, "it has no threads");
        for (PeerTimes.Contender contender : times.contenders()) {
            name(contender.name());
            name(contender.implementation());
            require(!contender.roundsNs().isEmpty(), "it was measured without rounds");
            require(contender.roundsNs().size() <= MOST_SAMPLES, "it has too many rounds");
            contender.roundsNs().forEach(ns -> time(ns, "round"));
        }
    }

    private static void run(RunTime time) {
        time.asked().ifPresent(FactCheck::asked);
        require(time.parts().size() <= MOST_SAMPLES, "its time has too many parts");
        for (RunTime.Part part : time.parts()) {
            name(part.name());
            require(
                    part.seconds() >= 0 && Double.isFinite(part.seconds()),
                    "its time " + part.seconds() + " is none");
        }
    }

    private static void asked(Asked asked) {
        List<String> words = asked.words();
        require(!words.isEmpty(), "its command has no words");
        require(words.size() <= MOST_SAMPLES, "its command has too many words");
        require(
                words.stream().mapToLong(String::length).sum() <= LONGEST_MESSAGE
                        // PostgreSQL keeps none.
                        && words.stream().allMatch(word -> word.indexOf(0) < 0),
                "its command is too long, or none that can be typed");
        if (!asked.budget().isEmpty()) {
            name(asked.budget());
        }
    }

    private void legal(Workload workload, Schedule schedule, Machine machine) {
        uses.computeIfAbsent(new Use(workload, schedule, machine.target()), FactCheck::brokenRule)
                .ifPresent(rule -> {
                    throw new IllegalArgumentException(rule);
                });
    }

    private static Optional<String> brokenRule(Use use) {
        try {
            ScheduleSpace.of(use.workload(), use.target()).admit(use.schedule());
            return Optional.empty();
        } catch (InvalidScheduleException broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    private static void time(double value, String what) {
        require(value > 0 && Double.isFinite(value), "its " + what + " " + value + " is none");
    }

    private static void name(String text) {
        require(
                !text.isBlank()
                        && text.length() <= MOST_NAME
                        && text.chars().noneMatch(Character::isISOControl),
                "a name in it is empty, too long or holds control characters");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise + ".");
        }
    }
}
