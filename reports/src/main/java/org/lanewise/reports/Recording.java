package org.lanewise.reports;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;

/** A slice of a layer's space that was measured in an order drawn by lot. */
final class Recording {
    private Recording() {}

    /**
     * The largest one of kernels that the same generator made. One that was stopped is a sample of
     * its slice, and as good.
     *
     * @param recorded all trials of the workload with such caches, oldest first
     * @param generator of the layer's own kernels; empty where no trial tells
     * @return its trials, of each schedule the last; none where the database holds no recording
     */
    static List<Trial> largest(List<Recorded> recorded, OptionalInt generator) {
        return recorded.stream()
                .filter(one -> one.trial().stage() == Stage.RECORD)
                .filter(one -> generator.isEmpty() || one.generator() == generator.getAsInt())
                .collect(groupingBy(Recorded::run))
                .values()
                .stream()
                .map(Recording::lastOfEach)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private static List<Trial> lastOfEach(List<Recorded> recording) {
        Map<Schedule, Trial> last = new LinkedHashMap<>();
        recording.forEach(one -> last.put(one.trial().schedule(), one.trial()));
        return new ArrayList<>(last.values());
    }
}
