package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;

/**
 * Times the fastest candidates of a search again, in turns in one JVM, and keeps those that are as
 * fast as the fastest: the best of many screenings is partly luck, and fresh JVMs are too dear to
 * tell small differences. With cold caches there is none.
 */
final class PlayOff {
    private static final int MOST = 6;

    /** What is slower than the fastest by more than this is out. */
    private static final double NEAR = 1.02;

    private static final Request.Plan PLAN = Request.Plan.of(24, 10, 2_000);

    private final Screening screening;
    private final Journal journal;
    private final CacheState cache;

    PlayOff(Screening screening, Journal journal, CacheState cache) {
        this.screening = screening;
        this.journal = journal;
        this.cache = cache;
    }

    /**
     * The candidates that stay in, by their times in the play-off; all as they were screened if
     * none can be held.
     */
    List<Observation> run(Layer layer, ScheduleSpace space, List<Observation> observations)
            throws InterruptedException {
        List<LegalSchedule> candidates =
                observations.stream()
                        .filter(observation -> observation.nanos().isPresent())
                        .sorted(Comparator.comparingDouble(PlayOff::nanos))
                        .limit(MOST)
                        .map(observation -> space.admit(observation.schedule()))
                        .toList();
        if (cache == CacheState.COLD || candidates.size() < 2) {
            return observations;
        }
        List<Outcome> outcomes = screening.compare(candidates, PLAN);
        List<Observation> played = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            journal.record(
                    layer.workload(),
                    candidates.get(i).schedule(),
                    Stage.PLAY_OFF,
                    outcomes.get(i));
            played.add(
                    new Observation(candidates.get(i).schedule(), Journal.nanos(outcomes.get(i))));
        }
        List<Observation> near = nearest(played);
        return near.isEmpty() ? observations : near;
    }

    private static List<Observation> nearest(List<Observation> played) {
        double best =
                played.stream().mapToDouble(PlayOff::nanos).min().orElse(Double.POSITIVE_INFINITY);
        return played.stream()
                .filter(observation -> observation.nanos().isPresent())
                .filter(observation -> nanos(observation) <= NEAR * best)
                .toList();
    }

    private static double nanos(Observation observation) {
        return observation.nanos().orElse(Double.POSITIVE_INFINITY);
    }
}
