package org.lanewise.db.sql;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.BestConfig;
import org.lanewise.config.Estimate;
import org.lanewise.config.Mode;
import org.lanewise.config.Tie;
import org.lanewise.config.TunedLayer;

/** The table of the layers of results. */
final class BestLayerTable {
    private static final String ADD =
            """
            INSERT INTO best_layer (best_id, ordinal, layer, workload,
                best_schedule, best_median_ns, best_low_ns, best_high_ns,
                initial_schedule, initial_median_ns, initial_low_ns, initial_high_ns,
                tied_schedules, tied_median_ns, tied_low_ns, tied_high_ns, tied_forks, best_mode_ns, best_mode_jvms, initial_mode_ns, initial_mode_jvms,
                application_ratio, forks)
            VALUES (:bestId, :ordinal, :layer, :workload,
                :best, :bestTime.medianNs, :bestTime.lowNs, :bestTime.highNs,
                :defaultSchedule, :defaultTime.medianNs, :defaultTime.lowNs, :defaultTime.highNs,
                :evidence.tied, :tiedMedianNs, :tiedLowNs, :tiedHighNs, :tiedForks, :bestModeNs, :bestModeJvms, :defaultModeNs, :defaultModeJvms,
                :evidence.applicationRatio, :evidence.forks)
            """;

    private BestLayerTable() {}

    /** Adds the layers of results, whose numbers are in the same order; returns how many. */
    static int append(Handle sql, List<Long> bestIds, List<BestConfig> results) {
        try (PreparedBatch batch = sql.prepareBatch(ADD)) {
            for (int result = 0; result < results.size(); result++) {
                add(batch, bestIds.get(result), results.get(result).layers());
            }
            return batch.execute().length;
        }
    }

    private static void add(PreparedBatch batch, long bestId, List<TunedLayer> layers) {
        for (int ordinal = 0; ordinal < layers.size(); ordinal++) {
            TunedLayer layer = layers.get(ordinal);
            batch.bind("bestId", bestId).bind("ordinal", ordinal).bindMethods(layer);
            ties(batch, layer.evidence().ties());
            bind(batch, "best", layer.evidence().bestModes());
            bind(batch, "default", layer.evidence().defaultModes());
            batch.add();
        }
    }

    /** Times of all of them or of none: those of older results have none. */
    private static void ties(PreparedBatch layer, List<Tie> ties) {
        boolean timed = ties.stream().allMatch(tie -> tie.time().isPresent());
        List<Estimate> times =
                timed ? ties.stream().flatMap(tie -> tie.time().stream()).toList() : List.of();
        Stream<Integer> forks =
                timed ? ties.stream().map(tie -> tie.forks().orElse(0)) : Stream.of();
        layer.bind("tiedMedianNs", figures(times, Estimate::medianNs))
                .bind("tiedLowNs", figures(times, Estimate::lowNs))
                .bind("tiedHighNs", figures(times, Estimate::highNs))
                .bind("tiedForks", forks.toArray(Integer[]::new));
    }

    private static Double[] figures(List<Estimate> times, Function<Estimate, Double> figure) {
        return times.stream().map(figure).toArray(Double[]::new);
    }

    private static void bind(PreparedBatch layer, String whose, List<Mode> modes) {
        layer.bind(whose + "ModeNs", modes.stream().map(Mode::medianNs).toArray(Double[]::new))
                .bind(whose + "ModeJvms", modes.stream().map(Mode::jvms).toArray(Integer[]::new));
    }
}
