package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.lanewise.config.Evidence;
import org.lanewise.config.Tie;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;

/**
 * Times a layer's finalists and its default schedule again, in a fresh JVM each round, until they
 * can be told apart: a screened best is partly luck, and the machine of a minute ago is not the
 * machine of now. Within a JVM they take turns; several JVMs, because the JIT does not compile a
 * kernel the same way every time. Not thread-safe.
 */
final class Confirmation {
    private static final int MOST_FINALISTS = 3;
    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 7;

    private final Run run;
    private final LayerSearch search;
    private final Layer layer;
    private final LegalSchedule defaultSchedule;
    private final Map<Schedule, Forks> forks = new LinkedHashMap<>();

    /** Finalists that would take the others' time, or their JVM, once more. */
    private final Set<Schedule> failed = new HashSet<>();

    private String lastFailure = "";
    private boolean late;

    Confirmation(Run run, LayerSearch search) {
        this.run = run;
        this.search = search;
        this.layer = search.layer();
        this.defaultSchedule = search.defaultSchedule();
    }

    /** Forks without which nothing is confirmed: of the default schedule and of what beats it. */
    int leastForks() {
        return finalists(search.observations(), 1).isEmpty() ? 1 : 2;
    }

    /**
     * Confirms the layer. One round takes place however short the time is.
     *
     * @param candidates of which the fastest are the finalists
     * @throws MeasureException if not even the default schedule can be timed
     */
    TunedLayer run(List<Observation> candidates, Deadline deadline) throws InterruptedException {
        long affordable = deadline.fits(run.pace().fork().expected()) - 1;
        List<LegalSchedule> playing = new ArrayList<>(List.of(defaultSchedule));
        playing.addAll(finalists(candidates, Math.clamp(affordable, 1, MOST_FINALISTS)));
        run.progress().confirming(layer, playing.size());
        for (int round = 0; round < MOST_ROUNDS && !playing.isEmpty(); round++) {
            if (round > 0 && !deadline.allows(run.pace().round(playing.size()))) {
                break;
            }
            Collections.rotate(playing, 1);
            time(playing, round, deadline);
            playing.removeIf(finalist -> failed.contains(finalist.schedule()));
            if (round + 1 >= LEAST_ROUNDS) {
                playing = undecided(playing);
            }
        }
        return verdict();
    }

    /** Whether the last JVM that gave no time was only too slow. */
    boolean wasLate() {
        return late;
    }

    private List<LegalSchedule> finalists(List<Observation> candidates, int most) {
        Set<Schedule> condemned = run.journal().condemned(layer.workload());
        return candidates.stream()
                .filter(candidate -> !condemned.contains(candidate.schedule()))
                .filter(candidate -> candidate.nanos().isPresent())
                .filter(candidate -> !candidate.schedule().equals(defaultSchedule.schedule()))
                .sorted(Comparator.comparingDouble(candidate -> candidate.nanos().orElseThrow()))
                .limit(most)
                .map(candidate -> search.space().admit(candidate.schedule()))
                .toList();
    }

    private void time(List<LegalSchedule> playing, int round, Deadline deadline)
            throws InterruptedException {
        long start = System.nanoTime();
        Duration usual = run.pace().round(playing.size());
        List<Outcome> outcomes =
                run.fresh()
                        .measure(
                                playing,
                                Request.Plan.CONFIRM.with(run.plan().cache()),
                                deadline.patience(usual));
        run.pace().tookRound(start, playing.size());
        for (int i = 0; i < outcomes.size(); i++) {
            keep(playing.get(i).schedule(), round, outcomes.get(i));
        }
    }

    private void keep(Schedule finalist, int round, Outcome outcome) {
        run.journal().record(layer.workload(), finalist, Stage.CONFIRM, outcome);
        if (outcome instanceof Outcome.Measured measured) {
            forks.computeIfAbsent(finalist, Forks::new).add(round, measured);
        } else {
            lastFailure = outcome.kind().label() + ": " + outcome.words();
            late = outcome.kind() == Outcome.Kind.TIMED_OUT;
            // What was not compiled in one JVM may be in the next.
            if (outcome.kind() != Outcome.Kind.NOT_INTRINSIFIED
                    && !finalist.equals(defaultSchedule.schedule())) {
                failed.add(finalist);
            }
        }
        run.progress().confirmed(layer, finalist, outcome);
    }

    /**
     * Who takes part in the next round: the fastest and all of which it is open whether they are as
     * fast, and the default schedule beside them, so that it is timed in turns with the winner;
     * nobody if all is decided.
     */
    private List<LegalSchedule> undecided(List<LegalSchedule> playing) {
        if (forks.isEmpty()) {
            return List.of();
        }
        Forks fastest = Winner.fastest(List.copyOf(forks.values()));
        List<LegalSchedule> next =
                new ArrayList<>(
                        playing.stream().filter(finalist -> open(finalist, fastest)).toList());
        if (next.isEmpty()) {
            return List.of();
        }
        if (!fastest.schedule().equals(defaultSchedule.schedule())
                && !failed.contains(fastest.schedule())) {
            next.add(search.space().admit(fastest.schedule()));
        }
        if (!next.contains(defaultSchedule)) {
            next.add(defaultSchedule);
        }
        return next;
    }

    private boolean open(LegalSchedule finalist, Forks fastest) {
        Forks timed = forks.get(finalist.schedule());
        return timed != null && Winner.open(timed, fastest);
    }

    private TunedLayer verdict() {
        Schedule plain = defaultSchedule.schedule();
        Forks untuned = forks.get(plain);
        if (untuned == null) {
            throw new MeasureException(
                    "its default schedule cannot be timed in a fresh JVM (" + lastFailure + ")");
        }
        Set<Schedule> condemned = run.journal().condemned(layer.workload());
        List<Forks> right =
                forks.values().stream()
                        .filter(timed -> timed == untuned || !condemned.contains(timed.schedule()))
                        .toList();
        Winner best = Winner.among(right, plain);
        return new TunedLayer(
                layer.name(),
                layer.workload(),
                best.forks().schedule(),
                best.forks().time(),
                plain,
                untuned.time(),
                new Evidence(
                        best.tied().stream()
                                .map(tie -> new Tie(tie.schedule(), tie.time(), tie.size()))
                                .toList(),
                        best.forks().modes(),
                        untuned.modes(),
                        OptionalDouble.empty(),
                        OptionalInt.of(best.forks().size())));
    }
}
