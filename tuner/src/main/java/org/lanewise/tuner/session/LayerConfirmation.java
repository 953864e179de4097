package org.lanewise.tuner.session;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.lanewise.config.TunedLayer;
import org.lanewise.tuner.measure.protocol.MeasureException;
import org.lanewise.tuner.search.Observation;

/**
 * What follows the search of a layer: its fastest candidates are played off, the few that stay in
 * are confirmed in fresh JVMs, and the winner is run by a plain application. Each step is as long
 * as the time allows; what does not fit is left out, the application first.
 */
final class LayerConfirmation {
    /** Of a layer's time, what telling its fastest candidates apart may take before the forks. */
    private static final double PLAY_OFF_SHARE = 0.25;

    /** Of the rest, what the forks may take; what they leave is for the application. */
    private static final double FORKS_SHARE = 0.65;

    private final Run run;
    private final LayerSearch search;
    private final boolean again;

    /**
     * @param again whether the layer has a result already, which stands if this one fails
     */
    LayerConfirmation(Run run, LayerSearch search, boolean again) {
        this.run = run;
        this.search = search;
        this.again = again;
    }

    /**
     * Confirms the layer, unless it cannot be confirmed, which is added to the run's problems.
     *
     * @param confirmed told the confirmed layer, and once more when an application has run it
     */
    void run(Deadline deadline, Consumer<TunedLayer> confirmed) throws InterruptedException {
        Confirmation forks = new Confirmation(run, search);
        Duration least = run.pace().round(forks.leastForks());
        if (!run.deadline().allows(least)) {
            lackedTime("its time was over before fresh JVMs could confirm it");
            return;
        }
        // What one layer takes longer, others may take less: forks are slow now and then.
        Deadline own = deadline.notBefore(least);
        TunedLayer layer;
        try {
            layer = forks.run(finalists(own), own.share(FORKS_SHARE));
        } catch (MeasureException failed) {
            String reason = "it could not be confirmed: " + failed.getMessage();
            if (forks.wasLate()) {
                lackedTime(reason);
            } else {
                problem(reason);
            }
            return;
        }
        confirmed.accept(layer);
        promise(layer, own, confirmed);
        run.progress().finished(layer);
    }

    private List<Observation> finalists(Deadline deadline) throws InterruptedException {
        return new PlayOff(run, search).run(search.observations(), deadline.share(PLAY_OFF_SHARE));
    }

    private void promise(TunedLayer layer, Deadline deadline, Consumer<TunedLayer> confirmed)
            throws InterruptedException {
        if (!deadline.allows(run.pace().turn().expected())) {
            return;
        }
        try {
            OptionalDouble kept =
                    new ApplicationCheck(run, search.space().admit(layer.best()), layer)
                            .ratio(deadline);
            if (kept.isPresent()) {
                confirmed.accept(layer.with(layer.evidence().withApplicationRatio(kept)));
            }
        } catch (MeasureException failed) {
            problem("no application could be run: " + failed.getMessage());
        }
    }

    private void lackedTime(String reason) {
        if (!again) {
            run.problems().lackedTime(search.layer(), reason);
        }
    }

    private void problem(String reason) {
        if (!again) {
            run.problems().add(search.layer(), reason);
        }
    }
}
