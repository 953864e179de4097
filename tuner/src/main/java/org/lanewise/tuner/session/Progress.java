package org.lanewise.tuner.session;

import java.util.List;
import org.lanewise.config.Machine;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.Held;
import org.lanewise.db.Outcome;
import org.lanewise.schedule.Schedule;
import org.lanewise.tuner.suites.Layer;

/** Is told what a tuning run does while it does it. Called from the tuning thread. */
public interface Progress {
    /**
     * Another run is measuring on this machine; this one begins when it is over.
     *
     * @param holder who it is, such as {@code process 4711 (tune mobilenet_v1)}
     */
    void waiting(String holder);

    /**
     * There are trials of what is to be tuned that this run does not use.
     *
     * @param held at least one
     * @param here where this run measures
     */
    void unused(List<Held> held, Machine here);

    /** The search begins, and so much it is expected to come to. */
    void affords(Expectation expected);

    /**
     * A layer's search begins; {@code known} of {@code wanted} trials are there from earlier runs.
     */
    void searching(Layer layer, int known, int wanted);

    /**
     * Winners of before that may not be used are about to be tried again: another generator made
     * their kernels, or these are condemned.
     */
    void retrying(Layer layer, int winners);

    /** A candidate is through. */
    void tried(Layer layer, Schedule schedule, Outcome outcome);

    /** The machine was disturbed: so many candidates of a layer are about to be measured again. */
    void disturbed(Layer layer, int candidates);

    /** Finalists of a layer are about to be timed in fresh JVMs. */
    void confirming(Layer layer, int finalists);

    /** One finalist was timed once more. */
    void confirmed(Layer layer, Schedule schedule, Outcome outcome);

    /** What differs from a layer's winner in one knob is about to be timed. */
    void ablating(TunedLayer layer);

    /** A layer is done. */
    void finished(TunedLayer layer);

    /** A layer came to nothing, or to less than it should have; the others go on. */
    void failed(LayerProblem problem);
}
