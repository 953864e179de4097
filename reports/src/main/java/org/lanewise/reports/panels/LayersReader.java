package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.Run;
import org.lanewise.reports.stats.Difference;

/** Reads the table of layers. */
public final class LayersReader {
    private LayersReader() {}

    /** The table of a run. */
    public static Layers read(Run run) {
        List<Optional<Difference>> gains = run.gains();
        double total = run.layers().stream().mapToDouble(LayersReader::afterNs).sum();
        List<Layers.Row> rows = new ArrayList<>();
        for (int i = 0; i < gains.size(); i++) {
            LayerRun layer = run.layers().get(i);
            rows.add(
                    new Layers.Row(
                            layer.name(),
                            layer.workload(),
                            layer.count(),
                            afterNs(layer) / total,
                            layer.defaultSchedule(),
                            layer.best(),
                            layer.tuned().speedup(),
                            layer.keepsDefault(),
                            gains.get(i),
                            Rooflines.share(run, layer),
                            layer.tuned().evidence(),
                            layer.points().size(),
                            layer.behind()));
        }
        return new Layers(rows, run.limits().isPresent());
    }

    private static double afterNs(LayerRun layer) {
        return layer.count() * layer.tuned().bestTime().medianNs();
    }
}
