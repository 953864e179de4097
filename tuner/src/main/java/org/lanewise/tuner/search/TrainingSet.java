package org.lanewise.tuner.search;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.tuner.costmodel.Example;

/**
 * Chooses what a model is trained on: all that is known of the problem itself, from other searches
 * too, and while that is little, what is known of its like.
 */
final class TrainingSet {
    /**
     * Measured examples of its own with which a problem needs no others: from then on they would
     * only hold the model to what was true elsewhere, and searches have been seen to stay stuck on
     * it.
     */
    private static final int OWN_SUFFICE = 64;

    private TrainingSet() {}

    static List<Example> of(SearchState state) {
        List<Example> own = own(state);
        if (suffices(own)) {
            return own;
        }
        List<Example> all = new ArrayList<>(state.lessons().others());
        all.addAll(own);
        return all;
    }

    /** Whether the problem needs nothing that is true of others. */
    static boolean suffices(List<Example> own) {
        return measured(own) >= OWN_SUFFICE;
    }

    /** What is known of the problem itself. */
    static List<Example> own(SearchState state) {
        List<Example> own = new ArrayList<>(state.lessons().same());
        state.results().forEach(result -> own.add(result.example()));
        return own;
    }

    static long measured(List<Example> examples) {
        return examples.stream().filter(example -> example.cost().isPresent()).count();
    }
}
