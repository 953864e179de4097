package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.lanewise.config.CacheState;
import org.lanewise.config.Evidence;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;

/**
 * Times a layer's finalists and its default schedule again, in fresh JVMs and in turns, until they
 * can be told apart: a screened best is partly luck, and the machine of a minute ago is not the
 * machine of now.
 */
final class Confirmation {
    private static final int MOST_FINALISTS = 3;
    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 7;

    private final Layer layer;
    private final ScheduleSpace space;
    private final CacheState cache;
    private final Fresh fresh;
    private final Journal journal;
    private final Progress progress;
    private final Map<Schedule, Forks> forks = new LinkedHashMap<>();
    private Duration longestFork = Duration.ZERO;

    Confirmation(
            Layer layer,
            ScheduleSpace space,
            CacheState cache,
            Fresh fresh,
            Journal journal,
            Progress progress) {
        this.layer = layer;
        this.space = space;
        this.cache = cache;
        this.fresh = fresh;
        this.journal = journal;
        this.progress = progress;
    }

    /**
     * Confirms one layer.
     *
     * @param observations everything screened
     * @param forkTime what one fresh JVM takes, to know how many fit before one was tried
     * @throws MeasureException if not even the default schedule can be timed
     */
    TunedLayer run(
            List<Observation> observations,
            LegalSchedule initial,
            Deadline deadline,
            Duration forkTime)
            throws InterruptedException {
        long affordable = deadline.left().toMillis() / Math.max(1, forkTime.toMillis()) - 1;
        List<LegalSchedule> contenders = new ArrayList<>(List.of(initial));
        contenders.addAll(
                finalists(observations, initial, Math.clamp(affordable, 1, MOST_FINALISTS)));
        progress.confirming(layer, contenders.size());
        for (int round = 0; round < MOST_ROUNDS && !contenders.isEmpty(); round++) {
            if (round > 0 && !fits(contenders.size(), deadline)) {
                break;
            }
            Collections.rotate(contenders, 1);
            for (LegalSchedule contender : contenders) {
                time(contender, round);
            }
            if (round + 1 >= LEAST_ROUNDS) {
                contenders = undecided(contenders, initial);
            }
        }
        return verdict(initial.schedule());
    }

    private boolean fits(int contenders, Deadline deadline) {
        return deadline.left().compareTo(longestFork.multipliedBy(contenders)) >= 0;
    }

    private List<LegalSchedule> finalists(
            List<Observation> observations, LegalSchedule initial, int most) {
        return observations.stream()
                .filter(observation -> observation.nanos().isPresent())
                .filter(observation -> !observation.schedule().equals(initial.schedule()))
                .sorted(
                        Comparator.comparingDouble(
                                observation -> observation.nanos().orElseThrow()))
                .limit(most)
                .map(observation -> space.admit(observation.schedule()))
                .toList();
    }

    private void time(LegalSchedule contender, int round) throws InterruptedException {
        long start = System.nanoTime();
        Outcome outcome = fresh.measure(contender, Request.Plan.CONFIRM.with(cache));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        longestFork = taken.compareTo(longestFork) > 0 ? taken : longestFork;
        journal.record(layer.workload(), contender.schedule(), Stage.CONFIRM, outcome);
        if (outcome instanceof Outcome.Measured measured) {
            forks.computeIfAbsent(contender.schedule(), Forks::new).add(round, measured);
        }
        progress.confirmed(layer, contender.schedule(), outcome);
    }

    /**
     * Who takes part in the next round: the fastest and all of which it is open whether they are as
     * fast, and the default schedule beside them, so that it is timed in turns with the winner;
     * nobody if all is decided.
     */
    private List<LegalSchedule> undecided(List<LegalSchedule> contenders, LegalSchedule initial) {
        if (forks.isEmpty()) {
            return List.of();
        }
        Forks fastest = Winner.fastest(List.copyOf(forks.values()));
        List<LegalSchedule> next =
                new ArrayList<>(
                        contenders.stream().filter(contender -> open(contender, fastest)).toList());
        if (next.isEmpty()) {
            return List.of();
        }
        next.add(space.admit(fastest.schedule()));
        if (!next.contains(initial)) {
            next.add(initial);
        }
        return next;
    }

    private boolean open(LegalSchedule contender, Forks fastest) {
        Forks timed = forks.get(contender.schedule());
        return timed != null && Winner.open(timed, fastest);
    }

    private TunedLayer verdict(Schedule initial) {
        Forks untuned = forks.get(initial);
        if (untuned == null) {
            throw new MeasureException(
                    "The default schedule of "
                            + layer.workload()
                            + " cannot be timed in a fresh JVM; run lanewise doctor.");
        }
        Winner best = Winner.among(List.copyOf(forks.values()), initial);
        return new TunedLayer(
                layer.name(),
                layer.workload(),
                best.forks().schedule(),
                best.forks().time(),
                initial,
                untuned.time(),
                new Evidence(
                        best.tied(),
                        best.forks().modes(),
                        untuned.modes(),
                        OptionalDouble.empty(),
                        OptionalInt.of(best.forks().size())));
    }
}
