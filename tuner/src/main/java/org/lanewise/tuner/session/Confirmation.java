package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.protocol.Estimates;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;
import org.lanewise.workload.Layer;

/**
 * Times a layer's finalists and its default schedule again, in fresh JVMs and in turns: a screened
 * best is partly luck, and the machine of a minute ago is not the machine of now.
 */
final class Confirmation {
    private static final int MOST_FINALISTS = 3;
    private static final int MOST_ROUNDS = 3;

    private final Layer layer;
    private final ScheduleSpace space;
    private final Journal journal;
    private final Progress progress;
    private final Map<Schedule, List<Outcome.Measured>> samples = new LinkedHashMap<>();

    Confirmation(Layer layer, ScheduleSpace space, Journal journal, Progress progress) {
        this.layer = layer;
        this.space = space;
        this.journal = journal;
        this.progress = progress;
    }

    /**
     * Confirms one layer.
     *
     * @param observations everything screened
     * @param forkTime what one fresh JVM takes, to know how many fit
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
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (round > 0
                    && deadline.left().compareTo(forkTime.multipliedBy(contenders.size())) < 0) {
                break;
            }
            for (LegalSchedule contender : contenders) {
                time(contender);
            }
        }
        return verdict(initial.schedule());
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

    private void time(LegalSchedule contender) throws InterruptedException {
        Outcome outcome = Fresh.measure(contender, Request.Plan.CONFIRM);
        journal.record(layer.workload(), contender.schedule(), Stage.CONFIRM, outcome);
        if (outcome instanceof Outcome.Measured measured) {
            samples.computeIfAbsent(contender.schedule(), schedule -> new ArrayList<>())
                    .add(measured);
        }
        progress.confirmed(layer, contender.schedule(), outcome);
    }

    private TunedLayer verdict(Schedule initial) {
        List<Winner.Contender> contenders =
                samples.entrySet().stream()
                        .map(entry -> contender(entry.getKey(), entry.getValue()))
                        .toList();
        Winner.Contender untuned =
                contenders.stream()
                        .filter(contender -> contender.schedule().equals(initial))
                        .findFirst()
                        .orElseThrow(() ->
                                new MeasureException(
                                        "The default schedule of "
                                                + layer.workload()
                                                + " cannot be timed in a fresh JVM; run lanewise doctor."));
        Winner.Contender best = Winner.among(contenders);
        return new TunedLayer(
                layer.name(),
                layer.workload(),
                best.schedule(),
                best.time(),
                initial,
                untuned.time());
    }

    private static Winner.Contender contender(Schedule schedule, List<Outcome.Measured> forks) {
        List<Double> all = forks.stream().flatMap(fork -> fork.samplesNs().stream()).toList();
        double[] readyMs = forks.stream().mapToDouble(Outcome.Measured::warmUpMs).toArray();
        return new Winner.Contender(
                schedule, Estimates.of(all), Median.withDefaults().evaluate(readyMs));
    }
}
