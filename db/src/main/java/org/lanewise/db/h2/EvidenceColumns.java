package org.lanewise.db.h2;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.lanewise.config.Evidence;
import org.lanewise.config.Mode;
import org.lanewise.schedule.Schedule;

/** The columns of a result's layer that tell how far its times can be trusted. */
final class EvidenceColumns {
    private EvidenceColumns() {}

    static void bind(PreparedBatch layer, Evidence evidence) {
        layer.bind("tied", evidence.tied().stream().map(Schedule::toString).toArray(String[]::new));
        bind(layer, "best", evidence.bestModes());
        bind(layer, "initial", evidence.defaultModes());
        OptionalDouble ratio = evidence.applicationRatio();
        layer.bindByType(
                "applicationRatio",
                ratio.isPresent() ? (Double) ratio.getAsDouble() : null,
                Double.class);
    }

    private static void bind(PreparedBatch layer, String whose, List<Mode> modes) {
        layer.bind(whose + "ModeNs", modes.stream().map(Mode::medianNs).toArray(Double[]::new))
                .bind(whose + "ModeJvms", modes.stream().map(Mode::jvms).toArray(Integer[]::new));
    }

    /** A database that is only read may be older than these columns. */
    static Evidence read(ResultSet row) throws SQLException {
        if (!Columns.has(row, "tied_schedules")) {
            return Evidence.NONE;
        }
        double ratio = row.getDouble("application_ratio");
        OptionalDouble known = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(ratio);
        return new Evidence(
                Arrays.stream(Columns.array(row, "tied_schedules", String[].class))
                        .map(Schedule::parse)
                        .toList(),
                modes(row, "best"),
                modes(row, "initial"),
                known);
    }

    private static List<Mode> modes(ResultSet row, String whose) throws SQLException {
        Double[] medians = Columns.array(row, whose + "_mode_ns", Double[].class);
        Integer[] jvms = Columns.array(row, whose + "_mode_jvms", Integer[].class);
        return IntStream.range(0, medians.length)
                .mapToObj(i -> new Mode(medians[i], jvms[i]))
                .toList();
    }
}
