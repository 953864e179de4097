package org.lanewise.tuner.session;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.tuner.suites.Layer;

/** What went wrong with single layers, each told as it happens. Not thread-safe. */
final class Problems {
    private final Progress progress;
    private final List<LayerProblem> all = new ArrayList<>();

    Problems(Progress progress) {
        this.progress = progress;
    }

    /**
     * A layer came to nothing, or to less than it should have.
     *
     * @param reason the rest of a sentence that begins with the layer's name
     */
    void add(Layer layer, String reason) {
        add(new LayerProblem(layer.name(), reason));
    }

    /** The same, where more time might have helped. */
    void lackedTime(Layer layer, String reason) {
        add(new LayerProblem(layer.name(), reason, true));
    }

    private void add(LayerProblem problem) {
        all.add(problem);
        progress.failed(problem);
    }

    List<LayerProblem> all() {
        return List.copyOf(all);
    }
}
