package org.lanewise.db.h2;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.Mode;
import org.lanewise.config.TunedLayer;

/** The table of the layers of results. */
final class BestLayerTable {
    private static final String ADD =
            """
            INSERT INTO best_layer (best_id, ordinal, layer, workload,
                best_schedule, best_median_ns, best_low_ns, best_high_ns,
                initial_schedule, initial_median_ns, initial_low_ns, initial_high_ns,
                tied_schedules, best_mode_ns, best_mode_jvms, initial_mode_ns, initial_mode_jvms,
                application_ratio, forks)
            VALUES (:bestId, :ordinal, :layer, :workload,
                :best, :bestTime.medianNs, :bestTime.lowNs, :bestTime.highNs,
                :defaultSchedule, :defaultTime.medianNs, :defaultTime.lowNs, :defaultTime.highNs,
                :evidence.tied, :bestModeNs, :bestModeJvms, :defaultModeNs, :defaultModeJvms,
                :evidence.applicationRatio, :evidence.forks)
            """;

    private BestLayerTable() {}

    /** Adds the layers of a result; returns their number. */
    static int append(Handle sql, long bestId, List<TunedLayer> layers) {
        PreparedBatch batch = sql.prepareBatch(ADD);
        for (int ordinal = 0; ordinal < layers.size(); ordinal++) {
            TunedLayer layer = layers.get(ordinal);
            batch.bind("bestId", bestId).bind("ordinal", ordinal).bindMethods(layer);
            bind(batch, "best", layer.evidence().bestModes());
            bind(batch, "default", layer.evidence().defaultModes());
            batch.add();
        }
        return batch.execute().length;
    }

    private static void bind(PreparedBatch layer, String whose, List<Mode> modes) {
        layer.bind(whose + "ModeNs", modes.stream().map(Mode::medianNs).toArray(Double[]::new))
                .bind(whose + "ModeJvms", modes.stream().map(Mode::jvms).toArray(Integer[]::new));
    }
}
