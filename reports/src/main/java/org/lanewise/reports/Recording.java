package org.lanewise.reports;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.lanewise.db.Recorded;
import org.lanewise.db.Stage;
import org.lanewise.db.Trial;
import org.lanewise.schedule.Schedule;

/**
 * A slice of a layer's space that was measured in an order drawn by lot.
 *
 * @param run which run did so; empty where none was told, or nothing was measured
 * @param trials of each schedule the last; none where the database holds no recording
 */
public record Recording(Optional<UUID> run, List<Trial> trials) {
    /** Keeps an unmodifiable copy. */
    public Recording {
        trials = List.copyOf(trials);
    }

    /**
     * The largest one of kernels that the same generator made. One that was stopped is a sample of
     * its slice, and as good.
     *
     * @param recorded all trials of the workload with such caches, oldest first
     * @param generator of the layer's own kernels; empty where no trial tells
     */
    static Recording largest(List<Recorded> recorded, OptionalInt generator) {
        Map<Optional<UUID>, List<Recorded>> runs =
                recorded.stream()
                        .filter(one -> one.trial().stage() == Stage.RECORD)
                        .filter(one ->
                                generator.isEmpty() || one.generator() == generator.getAsInt())
                        .collect(groupingBy(Recorded::run));
        return runs.entrySet().stream()
                .map(run -> new Recording(run.getKey(), lastOfEach(run.getValue())))
                .max(Comparator.comparingInt(recording -> recording.trials().size()))
                .orElse(new Recording(Optional.empty(), List.of()));
    }

    private static List<Trial> lastOfEach(List<Recorded> recording) {
        Map<Schedule, Trial> last = new LinkedHashMap<>();
        recording.forEach(one -> last.put(one.trial().schedule(), one.trial()));
        return new ArrayList<>(last.values());
    }
}
