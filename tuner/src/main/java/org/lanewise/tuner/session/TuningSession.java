package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.TuningDatabase;
import org.lanewise.schedule.ScheduleSpace;
import org.lanewise.tuner.measure.Fresh;
import org.lanewise.tuner.measure.Screening;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.search.Observation;
import org.lanewise.tuner.suites.Layer;
import org.lanewise.workload.InvalidWorkloadException;

/**
 * One tuning run: searches every layer, confirms every layer's finalists, stores the result.
 * Everything measured is in the database before the next candidate begins, so a run that was
 * stopped goes on where it was.
 */
public final class TuningSession {
    /** Searching gets this share of the time, confirming the rest. */
    private static final double SEARCH_SHARE = 0.6;

    /** Of a layer's time after the search; the rest is for the plain application. */
    private static final double CONFIRM_SHARE = 0.65;

    /** A fresh JVM with one kernel: start, warm up, check, time. */
    private static final Duration FORK_TIME = Duration.ofMillis(1_500);

    private final TuningPlan plan;
    private final TuningDatabase database;
    private final Progress progress;
    private SearchRate rate = new SearchRate(0, Duration.ZERO);

    /** A run that has not begun. */
    public TuningSession(TuningPlan plan, TuningDatabase database, Progress progress) {
        this.plan = plan;
        this.database = database;
        this.progress = progress;
    }

    /**
     * Tunes.
     *
     * @throws InterruptedException if the thread was asked to stop; everything measured is kept
     * @throws MeasureException if nothing can be measured on this machine
     * @throws InvalidWorkloadException if a layer cannot be generated
     * @throws org.lanewise.db.DatabaseException if a trial cannot be recorded
     */
    public BestConfig run() throws InterruptedException {
        Deadline deadline = Deadline.in(plan.budget().time());
        try (Screening screening = new Screening();
                Fresh fresh = new Fresh()) {
            Machine machine = screening.machine();
            double peak = screening.peakGflops();
            Journal journal = new Journal(database, machine, plan);
            WatchedScreening watched =
                    new WatchedScreening(
                            screening, journal, progress, plan.cache(), machine.target());
            Map<Layer, List<Observation>> found = search(watched, journal, machine, peak, deadline);
            rate = watched.rate();
            BestConfig best =
                    confirm(
                            found,
                            new PlayOff(screening, journal, plan.cache()),
                            fresh,
                            journal,
                            new BestConfig(
                                    machine, plan.suite().name(), plan.cache(), peak, List.of()),
                            deadline);
            database.saveBest(best);
            return best;
        }
    }

    /** How fast the search of the last {@link #run} was. */
    public SearchRate rate() {
        return rate;
    }

    private Map<Layer, List<Observation>> search(
            WatchedScreening screening,
            Journal journal,
            Machine machine,
            double peak,
            Deadline deadline)
            throws InterruptedException {
        List<LayerSearch> searches =
                plan.suite().layers().stream()
                        .map(layer ->
                                new LayerSearch(layer, machine, plan, journal, screening, progress))
                        .toList();
        new NetworkSearch(searches, plan.budget(), journal.otherRows(plan.suite()), peak)
                .run(deadline.share(SEARCH_SHARE));
        Map<Layer, List<Observation>> found = new LinkedHashMap<>();
        searches.forEach(search -> found.put(search.layer(), search.observations()));
        return found;
    }

    /** Adds the confirmed layers to a result that has none yet. */
    private BestConfig confirm(
            Map<Layer, List<Observation>> found,
            PlayOff playOff,
            Fresh fresh,
            Journal journal,
            BestConfig empty,
            Deadline deadline)
            throws InterruptedException {
        List<TunedLayer> tuned = new ArrayList<>();
        for (Map.Entry<Layer, List<Observation>> entry : found.entrySet()) {
            Deadline share = deadline.share(1.0 / (found.size() - tuned.size()));
            TunedLayer done =
                    confirm(
                            entry.getKey(),
                            entry.getValue(),
                            playOff,
                            fresh,
                            journal,
                            empty,
                            share);
            progress.finished(done);
            tuned.add(done);
        }
        return new BestConfig(
                empty.machine(), empty.suite(), empty.cache(), empty.peakGflops(), tuned);
    }

    private TunedLayer confirm(
            Layer layer,
            List<Observation> observations,
            PlayOff playOff,
            Fresh fresh,
            Journal journal,
            BestConfig empty,
            Deadline deadline)
            throws InterruptedException {
        ScheduleSpace space = ScheduleSpace.of(layer.workload(), empty.machine().target());
        TunedLayer confirmed =
                new Confirmation(layer, space, plan.cache(), fresh, journal, progress)
                        .run(
                                playOff.run(layer, space, observations),
                                space.requireDefault(),
                                deadline.share(CONFIRM_SHARE),
                                FORK_TIME);
        OptionalDouble kept =
                new Promise(
                                space.admit(confirmed.best()),
                                Promise.only(confirmed, empty),
                                fresh,
                                journal)
                        .ratio(deadline);
        return confirmed.with(confirmed.evidence().withApplicationRatio(kept));
    }
}
