package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.TunedLayer;
import org.lanewise.schedule.Schedule;
import org.lanewise.workload.Workload;

/** The table of the layers of results. */
final class BestLayerTable {
    private static final String ADD =
            """
            INSERT INTO best_layer (best_id, ordinal, layer, workload,
                best_schedule, best_median_ns, best_low_ns, best_high_ns,
                initial_schedule, initial_median_ns, initial_low_ns, initial_high_ns,
                tied_schedules, best_mode_ns, best_mode_jvms, initial_mode_ns, initial_mode_jvms,
                application_ratio)
            VALUES (:bestId, :ordinal, :layer, :workload,
                :best, :bestTime.medianNs, :bestTime.lowNs, :bestTime.highNs,
                :initial, :initialTime.medianNs, :initialTime.lowNs, :initialTime.highNs,
                :tied, :bestModeNs, :bestModeJvms, :initialModeNs, :initialModeJvms, :applicationRatio)
            """;

    private static final String FIND =
            "SELECT * FROM best_layer WHERE best_id = :bestId ORDER BY ordinal";

    private BestLayerTable() {}

    /** Adds the layers of a result; returns their number. */
    static int append(Handle sql, long bestId, List<TunedLayer> layers) {
        PreparedBatch batch = sql.prepareBatch(ADD);
        for (int ordinal = 0; ordinal < layers.size(); ordinal++) {
            TunedLayer layer = layers.get(ordinal);
            batch.bind("bestId", bestId)
                    .bind("ordinal", ordinal)
                    .bind("layer", layer.layer())
                    .bind("workload", layer.workload().toString())
                    .bind("best", layer.best().toString())
                    .bindMethods("bestTime", layer.bestTime())
                    .bind("initial", layer.defaultSchedule().toString())
                    .bindMethods("initialTime", layer.defaultTime());
            EvidenceColumns.bind(batch, layer.evidence());
            batch.add();
        }
        return batch.execute().length;
    }

    static List<TunedLayer> find(Handle sql, long bestId) {
        return sql.createQuery(FIND).bind("bestId", bestId).map((row, context) -> read(row)).list();
    }

    private static TunedLayer read(ResultSet row) throws SQLException {
        return new TunedLayer(
                row.getString("layer"),
                Workload.parse(row.getString("workload")),
                Schedule.parse(row.getString("best_schedule")),
                Columns.estimate(row, "best_"),
                Schedule.parse(row.getString("initial_schedule")),
                Columns.estimate(row, "initial_"),
                EvidenceColumns.read(row));
    }
}
