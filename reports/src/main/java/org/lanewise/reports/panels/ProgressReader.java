package org.lanewise.reports.panels;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.config.Estimate;
import org.lanewise.reports.LayerRun;
import org.lanewise.reports.TrialPoint;

/** Reads how a layer's search went. */
public final class ProgressReader {
    private ProgressReader() {}

    /** The search of a layer. */
    public static Progress read(LayerRun layer) {
        return new Progress(
                layer.name(),
                layer.defaultSchedule().speed().point(),
                layer.points(),
                improvements(layer.points()),
                RandomBandReader.read(layer));
    }

    /**
     * Screened trials only: a time confirmed in a fresh JVM is not comparable, and no search saw
     * it.
     */
    static List<TrialPoint> improvements(List<TrialPoint> points) {
        List<TrialPoint> improvements = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (TrialPoint point : points) {
            double ns = point.time().map(Estimate::medianNs).orElse(Double.POSITIVE_INFINITY);
            if (point.screened() && ns < best) {
                best = ns;
                improvements.add(point);
            }
        }
        return improvements;
    }
}
