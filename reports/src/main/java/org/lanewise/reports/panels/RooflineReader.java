package org.lanewise.reports.panels;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.config.BestConfig;
import org.lanewise.config.TunedLayer;
import org.lanewise.db.MachineLimits;
import org.lanewise.reports.Run;
import org.lanewise.workload.Workload;

/** Reads where each layer lies under the machine's ceilings. */
public final class RooflineReader {
    private RooflineReader() {}

    /** The roofline of a run, and of the same with caches in the other state. */
    public static Roofline read(Run run) {
        List<Roofline.Point> points =
                Stream.concat(Stream.of(run.best()), run.otherCaches().stream())
                        .flatMap(best -> best.layers().stream().map(layer -> point(best, layer)))
                        .toList();
        return new Roofline(run.best().peakGflops(), run.limits(), points);
    }

    private static Roofline.Point point(BestConfig best, TunedLayer layer) {
        Workload workload = layer.workload();
        return new Roofline.Point(
                layer.layer(),
                best.cache(),
                (double) workload.flopsOnImage() / MachineLimits.moved(workload),
                workload.flopsOnImage() / layer.bestTime().medianNs());
    }
}
