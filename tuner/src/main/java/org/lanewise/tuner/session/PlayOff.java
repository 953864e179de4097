package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lanewise.config.CacheState;
import org.lanewise.db.Outcome;
import org.lanewise.db.Stage;
import org.lanewise.schedule.LegalSchedule;
import org.lanewise.tuner.measure.protocol.Request;
import org.lanewise.tuner.search.Observation;

/**
 * Times the fastest candidates of a search again, in turns in one JVM, and keeps those that are as
 * fast as the fastest: the best of many screenings is partly luck, and fresh JVMs are too dear to
 * tell small differences. With cold caches, or without time for two candidates, there is none.
 */
final class PlayOff {
    private static final int MOST = 6;

    /** What is slower than the fastest by more than this is out. */
    private static final double NEAR = 1.02;

    private static final Request.Plan PLAN = Request.Plan.of(24, 10, 2_000);

    private final Run run;
    private final LayerSearch search;

    PlayOff(Run run, LayerSearch search) {
        this.run = run;
        this.search = search;
    }

    /**
     * The candidates that stay in, by their times in the play-off; all as they were screened if
     * none is held.
     */
    List<Observation> run(List<Observation> screened, Deadline deadline)
            throws InterruptedException {
        long affordable = deadline.fits(run.pace().playOff().expected());
        List<LegalSchedule> candidates =
                screened.stream()
                        .filter(candidate -> candidate.nanos().isPresent())
                        .sorted(Comparator.comparingDouble(PlayOff::nanos))
                        .limit(Math.clamp(affordable, 0, MOST))
                        .map(candidate -> search.space().admit(candidate.schedule()))
                        .toList();
        if (run.plan().cache() == CacheState.COLD || candidates.size() < 2) {
            return screened;
        }
        List<Observation> near = nearest(played(candidates, deadline));
        return near.isEmpty() ? screened : near;
    }

    private List<Observation> played(List<LegalSchedule> candidates, Deadline deadline)
            throws InterruptedException {
        List<Outcome> outcomes = run.inTurns(candidates, PLAN, Stage.PLAY_OFF, deadline);
        List<Observation> played = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            played.add(
                    new Observation(candidates.get(i).schedule(), Journal.nanos(outcomes.get(i))));
        }
        return played;
    }

    private static List<Observation> nearest(List<Observation> played) {
        double best =
                played.stream().mapToDouble(PlayOff::nanos).min().orElse(Double.POSITIVE_INFINITY);
        return played.stream()
                .filter(candidate -> candidate.nanos().isPresent())
                .filter(candidate -> nanos(candidate) <= NEAR * best)
                .toList();
    }

    private static double nanos(Observation candidate) {
        return candidate.nanos().orElse(Double.POSITIVE_INFINITY);
    }
}
